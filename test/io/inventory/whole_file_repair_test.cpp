// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE whole_file_repair
#include "test/suite.hpp"

#include "io/inventory/whole_file_repair.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "test/io/store_checks.hpp"
#include "test/temp_folder.hpp"

using namespace storify;
namespace fs = std::filesystem;

namespace {

struct fixture {
  temp_folder folder;
  fs::path file = folder / "inventory.json";
  fs::path sums = folder / "inventory.json.xxh128sum";

  fixture() {
    save(large_image(3));
  }

  void save(const inventory_image& image) {
    auto store = open_storage(storage_kind::json, folder.path());
    CAF_REQUIRE(load_all(*store));
    CAF_REQUIRE(store->save(snapshot{image}));
  }

  // Replaces a text in the file.
  void edit(std::string_view from, std::string_view to) {
    auto text = text_of(file);
    write_text(file, text.replace(text.find(from), from.size(), to));
  }

  caf::expected<inventory_image> load() {
    return load_all(*open_storage(storage_kind::json, folder.path()));
  }

  std::vector<std::string> repair() {
    auto done = repair_whole_file(storage_kind::json, folder.path());
    if (!done)
      CAF_FAIL(sentence(done.error()));
    return *done;
  }

  void check_repairs() {
    auto before = text_of(file);
    CAF_CHECK_EQUAL(repair(),
                    std::vector{file.string()
                                + " reads well (products: 3) and was taken as "
                                  "it stands; its checksum in "
                                + sums.string() + " is new"});
    CAF_CHECK_EQUAL(text_of(file), before);
    CAF_CHECK(load());
    CAF_CHECK(repair().empty());
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(whole_file_repair_tests, fixture)

CAF_TEST(a file that is well is left alone) {
  auto before = text_of(sums);
  CAF_CHECK(repair().empty());
  CAF_CHECK_EQUAL(text_of(sums), before);
}

CAF_TEST(a file that another program changed is taken) {
  edit("bascule 1", "bascule 9");
  CAF_REQUIRE(!load());
  check_repairs();
  auto image = load();
  CAF_CHECK_EQUAL(image->products[0].name, "Fauteuil à bascule 9");
}

CAF_TEST(products that another program sorted anew are taken) {
  edit("\"id\":3", "\"id\":9");
  edit("\"id\":1", "\"id\":3");
  edit("\"id\":9", "\"id\":1");
  CAF_REQUIRE(!load());
  check_repairs();
  auto image = load();
  CAF_CHECK_EQUAL(image->products[0].name, "Fauteuil à bascule 3");
}

CAF_TEST(the version before is kept from the next save) {
  save(large_image(4));
  auto before = text_of(folder / "inventory.json.bak");
  edit("bascule 1", "bascule 9");
  auto kept = folder / "inventory.json.bak.kept";
  auto done = repair();
  CAF_REQUIRE_EQUAL(done.size(), 2u);
  CAF_CHECK_EQUAL(done[0], "kept the version before, " + file.string()
                             + ".bak, as " + kept.string());
  CAF_CHECK_EQUAL(text_of(kept), before);
}

CAF_TEST(a file without products is not taken where there is one before) {
  save(large_image(4));
  write_text(file, text_of(folder / "inventory.json.bak"));
  auto text = text_of(file);
  auto begin = text.find("{\"id\"");
  write_text(file, text.erase(begin, text.find("\n]", begin) - begin));
  auto done = repair_whole_file(storage_kind::json, folder.path());
  CAF_REQUIRE(!done);
  CAF_CHECK_NOT_EQUAL(detail(done.error()).find("has no products"),
                      std::string::npos);
  fs::remove(folder / "inventory.json.bak");
  CAF_CHECK_EQUAL(repair().size(), 1u);
}

CAF_TEST(a file whose checksum is missing or garbled gets one) {
  fs::remove(sums);
  check_repairs();
  write_text(sums, "?");
  check_repairs();
}

CAF_TEST(a file that does not read well is left alone) {
  edit("\"quantity\":0", "\"quantity\":x");
  auto text = text_of(file);
  auto known = text_of(sums);
  auto done = repair_whole_file(storage_kind::json, folder.path());
  CAF_REQUIRE(!done);
  check_failed(done.error(), ec::storage_damaged, file.string() + ", line 3: ");
  CAF_CHECK_EQUAL(text_of(file), text);
  CAF_CHECK_EQUAL(text_of(sums), known);
}

CAF_TEST(a file that is not there is told) {
  fs::remove(file);
  for (auto kind : {storage_kind::csv, storage_kind::json}) {
    auto done = repair_whole_file(kind, folder.path());
    CAF_REQUIRE(!done);
    check_failed(done.error(), ec::file_not_found, "inventory.");
  }
}

CAF_TEST_FIXTURE_SCOPE_END()
