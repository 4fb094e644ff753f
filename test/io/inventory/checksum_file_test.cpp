// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE checksum_file
#include "test/suite.hpp"

#include "io/inventory/checksum_file.hpp"

#include <filesystem>
#include <string>
#include <string_view>

#include "io/basics/running_digest.hpp"
#include "test/io/store_checks.hpp"
#include "test/temp_folder.hpp"

using namespace storify;
namespace fs = std::filesystem;

namespace {

// What `xxh128sum` prints for a file with this text.
constexpr auto hi = "hi\n";
constexpr auto sum_of_hi = "f4d0497cf9394caab34d1a3ab2bece70";

std::string sum_of(std::string_view text) {
  running_digest digest;
  digest.add(text);
  return digest.digits();
}

std::string line(std::string_view text, std::string_view name) {
  return sum_of(text) + "  " + std::string{name} + "\n";
}

struct fixture {
  temp_folder folder;
  fs::path file = folder / "inventory.csv";
  fs::path kept = folder / "inventory.csv.bak";
  fs::path sums = folder / "inventory.csv.xxh128sum";

  void save(const inventory_image& image) {
    auto store = open_storage(storage_kind::csv, folder.path());
    CAF_REQUIRE(load_all(*store));
    CAF_REQUIRE(store->save(snapshot{image}));
  }

  // Checks that nothing is loaded, and nothing written over it.
  void check_damaged(std::string_view words) {
    auto text = text_of(file);
    auto known = text_of(sums);
    auto store = open_storage(storage_kind::csv, folder.path());
    auto image = load_all(*store);
    CAF_REQUIRE(!image);
    check_failed(image.error(), ec::storage_damaged, words);
    auto has_previous = detail(image.error()).find(kept.string());
    CAF_CHECK_EQUAL(has_previous != std::string::npos, fs::exists(kept));
    auto saved = store->save(snapshot{nasty_image()});
    CAF_REQUIRE(!saved);
    CAF_CHECK(saved.error() == image.error());
    CAF_CHECK_EQUAL(text_of(file), text);
    CAF_CHECK_EQUAL(text_of(sums), known);
  }

  size_t products() {
    auto image = load_all(*open_storage(storage_kind::csv, folder.path()));
    CAF_REQUIRE(image);
    return image->products.size();
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(checksum_file_tests, fixture)

CAF_TEST(checksums are those of xxh128sum) {
  CAF_CHECK_EQUAL(sum_of(hi), sum_of_hi);
  running_digest digest;
  digest.add("h");
  digest.add("");
  digest.add("i\n");
  CAF_CHECK_EQUAL(digest.digits(), sum_of_hi);
}

CAF_TEST(a save leaves the checksums of the file and of the one before) {
  save(large_image(3));
  CAF_CHECK_EQUAL(text_of(sums), line(text_of(file), "inventory.csv"));
  save(nasty_image());
  CAF_CHECK_EQUAL(text_of(sums), line(text_of(file), "inventory.csv")
                                   + line(text_of(kept), "inventory.csv.bak"));
  CAF_CHECK_EQUAL(folder.size(), 3);
}

CAF_TEST(a flipped bit in a text is told) {
  save(large_image(3));
  auto text = text_of(file);
  ++text[text.find("bascule")];
  write_text(file, text);
  check_damaged(file.string() + " is not what storify wrote");
}

CAF_TEST(what does not read well is told with its line and the version before) {
  save(large_image(3));
  save(large_image(4));
  write_text(file, "id,name,price,quantity\n1,a,1,x\n");
  auto image = load_all(*open_storage(storage_kind::csv, folder.path()));
  CAF_REQUIRE(!image);
  check_failed(image.error(), ec::storage_damaged, "line 2: ");
  check_failed(image.error(), ec::storage_damaged,
               kept.string() + " is the version before");
}

CAF_TEST(a bit that flipped anywhere in a large file is told at its end) {
  save(large_image(40'000));
  auto text = text_of(file);
  ++text[text.find("bascule")];
  write_text(file, text);
  auto store = open_storage(storage_kind::csv, folder.path());
  check_damaged_later(*store, "is not what storify wrote");
}

CAF_TEST(a save that was cut before the file came leaves a sound store) {
  save(large_image(3));
  auto old = text_of(file);
  save(large_image(5));
  write_text(file, old);
  CAF_CHECK_EQUAL(products(), 3u);
}

CAF_TEST(a version before that one is told) {
  save(large_image(3));
  auto old = text_of(file);
  save(large_image(5));
  save(large_image(7));
  write_text(file, old);
  check_damaged("is not what storify wrote");
}

CAF_TEST(a file that is not there is an empty inventory) {
  save(large_image(3));
  fs::remove(file);
  CAF_CHECK_EQUAL(products(), 0u);
  save(large_image(2));
  CAF_CHECK_EQUAL(text_of(sums), line(text_of(file), "inventory.csv"));
}

CAF_TEST(a file that is gone is told where one was before it) {
  save(large_image(3));
  save(large_image(4));
  fs::remove(file);
  auto store = open_storage(storage_kind::csv, folder.path());
  auto image = load_all(*store);
  CAF_REQUIRE(!image);
  check_failed(image.error(), ec::storage_damaged, "inventory.csv is gone");
  CAF_CHECK(!store->save(snapshot{nasty_image()}));
  CAF_CHECK(fs::exists(kept));
}

CAF_TEST(a link to a file that is not there is no new shop) {
  fs::create_symlink("far/goods", file);
  auto store = open_storage(storage_kind::csv, folder.path());
  auto image = load_all(*store);
  CAF_REQUIRE(!image);
  check_failed(image.error(), ec::storage_failed, "a link to far/goods");
  CAF_CHECK(!store->save(snapshot{nasty_image()}));
  CAF_CHECK(fs::is_symlink(file));
}

CAF_TEST(a file without a checksum is taken as it stands) {
  write_text(file, "Lampe,649.99,3\n");
  CAF_CHECK_EQUAL(products(), 1u);
  CAF_CHECK(!fs::exists(sums));
  save(large_image(3));
  CAF_CHECK_EQUAL(text_of(sums),
                  line(text_of(file), "inventory.csv")
                    + line("Lampe,649.99,3\n", "inventory.csv.bak"));
}

CAF_TEST(a checksum that xxh128sum wrote is taken) {
  write_text(file, "Lampe,649.99,3\n");
  write_text(sums, line("Lampe,649.99,3\n", "inventory.csv"));
  CAF_CHECK_EQUAL(products(), 1u);
}

CAF_TEST(a checksum file with something else is told) {
  save(large_image(3));
  auto good = text_of(sums);
  for (const auto& bad :
       {std::string{}, std::string{"\n"}, good.substr(1), good + "\n",
        good.substr(0, good.size() - 1), good.substr(0, 20), good + "x",
        "G" + good.substr(1), sum_of_hi + std::string{"  other.csv\n"}}) {
    write_text(sums, bad);
    CAF_MESSAGE(bad);
    check_damaged(sums.string()
                  + " has something else than the checksum of inventory.csv");
  }
}

CAF_TEST(a checksum file that can not be read is a failure) {
  save(large_image(3));
  fs::remove(sums);
  fs::create_directory(sums);
  auto image = load_all(*open_storage(storage_kind::csv, folder.path()));
  CAF_REQUIRE(!image);
  check_failed(image.error(), ec::storage_failed, sums.string());
}

CAF_TEST(where the file is a link they stand beside what it leads to) {
  fs::create_directory(folder / "far");
  write_text(folder / "far/goods", "Lampe,649.99,3\n");
  fs::create_symlink("far/goods", file);
  save(large_image(3));
  auto text = text_of(folder / "far/goods");
  CAF_CHECK_EQUAL(text_of(folder / "far/goods.xxh128sum"),
                  line(text, "goods") + line("Lampe,649.99,3\n", "goods.bak"));
  CAF_CHECK(!fs::exists(sums));
  CAF_CHECK_EQUAL(products(), 3u);
}

CAF_TEST_FIXTURE_SCOPE_END()
