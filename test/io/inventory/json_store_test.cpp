// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE json_store
#include "test/suite.hpp"

#include "io/inventory/json_store.hpp"

#include <filesystem>
#include <string>
#include <string_view>

#include "test/io/store_checks.hpp"
#include "test/temp_folder.hpp"

using namespace storify;
namespace fs = std::filesystem;

namespace {

struct fixture {
  temp_folder folder;
  fs::path file = folder / "inventory.json";
  json_store store{folder.path()};

  // Puts a file there that was not written here.
  void bring(std::string_view text) {
    fs::remove(folder / "inventory.json.xxh128sum");
    write_text(file, text);
  }

  void check_refused(const std::string& text, ec code, std::string_view place) {
    bring(text);
    CAF_MESSAGE(text);
    auto image = load_all(store);
    CAF_REQUIRE(!image);
    check_failed(image.error(), code, file.string());
    check_failed(image.error(), code, place);
    auto saved = store.save(snapshot{nasty_image()});
    CAF_REQUIRE(!saved);
    CAF_CHECK(saved.error() == code);
    CAF_CHECK_EQUAL(text_of(file), text);
    CAF_CHECK_EQUAL(folder.size(), 1);
  }

  void check_damaged(const std::string& text, std::string_view place) {
    check_refused(text, ec::storage_damaged, place);
  }

  // Checks a file with these products, on its second line.
  void check_bad_product(const std::string& products, std::string_view place) {
    check_damaged("{\"version\":1,\"next_id\":9,\n\"products\":[" + products
                    + "],\"removed\":[]}",
                  place);
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(json_store_tests, fixture)

CAF_TEST(no file is an empty inventory) {
  auto image = load_all(store);
  CAF_REQUIRE(image);
  CAF_CHECK(*image == inventory_image{});
  CAF_CHECK_EQUAL(store.path(), file.string());
  CAF_CHECK_EQUAL(folder.size(), 0);
}

CAF_TEST(everything comes back) {
  CAF_REQUIRE(store.load());
  for (const auto& image :
       {nasty_image(), image_of_lines(), inventory_image{}}) {
    CAF_REQUIRE(store.save(snapshot{image}));
    json_store other{folder.path()};
    auto again = load_all(other);
    CAF_REQUIRE(again);
    CAF_CHECK(*again == image);
  }
}

CAF_TEST(the file is what it says it is) {
  inventory_image image;
  image.products.resize(1);
  image.products[0].id = 3;
  image.products[0].name = "\"é\"";
  image.products[0].cost.cents = 64'999;
  image.removed = {{{"s", "k"}, "n"}};
  image.next_id = 5;
  CAF_REQUIRE(store.load());
  CAF_REQUIRE(store.save(snapshot{image}));
  CAF_CHECK_EQUAL(text_of(file),
                  "{\"version\":1,\"next_id\":5,\n\"products\":[\n"
                  "{\"id\":3,\"name\":\"\\\"é\\\"\",\"price\":649.99,"
                  "\"quantity\":0,\"currency\":\"EUR\"}\n]"
                  "\n,\"removed\":[\n"
                  "{\"site\":\"s\",\"key\":\"k\",\"name\":\"n\"}\n]\n}\n");
}

CAF_TEST(a large file comes in parts) {
  auto image = large_image(40'000);
  image.next_id = 50'000;
  for (auto i = 10'000; i < 40'000; ++i)
    image.removed.push_back({{"s", "sku:" + std::to_string(i)}, "n"});
  CAF_REQUIRE(store.load());
  CAF_REQUIRE(store.save(snapshot{image}));
  auto first = store.load();
  CAF_REQUIRE(first);
  CAF_CHECK(!first->is_last);
  CAF_CHECK_EQUAL(first->rows.size(), products_per_page - 1);
  auto early = store.save(snapshot{});
  CAF_REQUIRE(!early);
  check_failed(early.error(), ec::storage_failed, "was not read yet");
  auto all = load_all(store);
  CAF_REQUIRE(all);
  CAF_CHECK(*all == image);
}

CAF_TEST(a file of others may have its members in any order) {
  auto product = [](int id) {
    return "{\n\"name\":\"a\",\n\"id\":" + std::to_string(id)
           + ",\"price\":1,\"quantity\":1\n},\n";
  };
  std::string products = "[";
  for (auto id = 20'000; id > 1; --id)
    products += product(id);
  products += "{\"id\":1,\"name\":\"b\",\"price\":1,\"quantity\":1}]";
  for (const auto& text :
       {"{\"products\":" + products
          + ",\"removed\":[],\"next_id\":20001,\"version\":1}",
        "{ \"next_id\":20001, \"version\":1, \"products\":" + products
          + ",\n\"removed\":[\n]}\n"}) {
    bring(text);
    auto image = load_all(store);
    CAF_REQUIRE(image);
    CAF_REQUIRE_EQUAL(image->products.size(), 20'000u);
    CAF_CHECK_EQUAL(image->products.front().name, "b");
    CAF_CHECK_EQUAL(image->products.back().id, 20'000u);
    CAF_CHECK_EQUAL(image->next_id, 20'001u);
  }
}

CAF_TEST(a large file that is damaged behind its first part stays) {
  CAF_REQUIRE(store.load());
  CAF_REQUIRE(store.save(snapshot{large_image(40'000)}));
  auto text = text_of(file);
  auto at = text.find(":399.99,");
  // Where a quote is missing is only seen at the end of what is read at once.
  for (std::string_view bad : {"x", "\xE9", "}", "]", "\""}) {
    auto place = bad == "\"" ? "no sound JSON" : "line 4000";
    auto damaged = text;
    damaged.replace(at + 1, 1, bad);
    bring(damaged);
    check_damaged_later(store, place);
    auto saved = store.save(snapshot{});
    CAF_REQUIRE(!saved);
    CAF_CHECK(saved.error() == ec::storage_damaged);
    CAF_CHECK(text_of(file) == damaged);
  }
}

CAF_TEST(a large file that was cut is damaged) {
  CAF_REQUIRE(store.load());
  CAF_REQUIRE(store.save(snapshot{large_image(20'000)}));
  auto text = text_of(file);
  for (size_t behind : {2, 3, 16, 18, 20, 21, 60, 100}) {
    bring(text.substr(0, text.size() - behind));
    auto image = load_all(store);
    CAF_REQUIRE(!image);
    CAF_CHECK(image.error() == ec::storage_damaged);
  }
}

CAF_TEST(a text that is too long is told with its line) {
  check_bad_product("\n{\"id\":1,\"name\":\"" + std::string(65'536, 'n')
                      + "\",\"price\":1,\"quantity\":1}",
                    "line 3: its name has 65536 bytes");
}

CAF_TEST(a newer file is left alone) {
  check_refused("{\"version\":2,\"stock\":[]}", ec::storage_newer, "version 2");
}

CAF_TEST(a damaged file is told with its place and stays) {
  check_damaged("", "line 1: ");
  check_damaged("[]", "line 1: ");
  check_damaged("{}", "line 1: there is no version");
  check_damaged("{\"version\":1}", "next_id");
  check_damaged("{\"version\":1,\"next_id\":0}", "next_id");
  check_damaged("{\"version\":1,\"next_id\":1}", "no list \"products\"");
  check_damaged("{\"version\":1,\"next_id\":1,\"products\":[]}",
                "no list \"removed\"");
  check_damaged("{\"version\":1,\n\"next_id\":\"\xE9\"}", "line 2: ");
}

CAF_TEST(a damaged product is told with its place) {
  auto good = std::string{"{\"id\":1,\"name\":\"a\",\"price\":1.00,"
                          "\"quantity\":1}"};
  check_bad_product(good + ",\n" + good, "the id 1 is there twice");
  check_bad_product(good + ",\n{\"name\":\"a\",\"price\":1,\"quantity\":1}",
                    "line 3: id");
  check_bad_product(good
                      + ",\n{\"id\":9,\"name\":\"a\",\"price\":1,"
                        "\"quantity\":1}",
                    "the next id 9 is given already");
  check_bad_product(good + ",\n7", "line 3: this is not an object");
  check_bad_product("{\"id\":1,\"name\":\"a\",\"price\":1e2,\"quantity\":1}",
                    "line 2: price: \"1e2\"");
  check_bad_product("{\"id\":1,\"name\":\"a\",\"price\":1,\"quantity\":-1}",
                    "line 2: quantity: \"-1\"");
  check_bad_product("{\"id\":1,\"name\":true}", "line 2: name: neither");
  check_bad_product("{\"id\":1,\"stock\":1}", "line 2: \"stock\" is no column");
}

CAF_TEST(a file that was cut anywhere is damaged) {
  CAF_REQUIRE(store.load());
  CAF_REQUIRE(store.save(snapshot{nasty_image()}));
  auto text = text_of(file);
  for (size_t size = 0; size + 2 < text.size(); size += 7) {
    bring(text.substr(0, size));
    auto image = load_all(store);
    CAF_REQUIRE(!image);
    CAF_REQUIRE(image.error() == ec::storage_damaged);
  }
}

CAF_TEST(a failed save leaves the file and can be done again) {
  CAF_REQUIRE(store.load());
  CAF_REQUIRE(store.save(snapshot{inventory_image{}}));
  auto before = text_of(file);
  auto save = [&] { return store.save(snapshot{nasty_image()}); };
  check_failed(on_full_disk(100, save), ec::storage_failed, "make room");
  CAF_CHECK_EQUAL(text_of(file), before);
  CAF_CHECK(save());
  CAF_CHECK_EQUAL(text_of(folder / "inventory.json.bak"), before);
}

CAF_TEST_FIXTURE_SCOPE_END()
