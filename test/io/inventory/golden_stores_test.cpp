// SPDX-License-Identifier: BSD-3-Clause
// Stores that earlier versions wrote are read for ever.
#define CAF_SUITE golden_stores
#include "test/suite.hpp"

#include <filesystem>
#include <string>
#include <string_view>

#include <sqlite3.h>

#include "io/inventory/page_sums.hpp"
#include "io/inventory/storage.hpp"
#include "test/io/edited_database.hpp"
#include "test/io/store_checks.hpp"
#include "test/temp_folder.hpp"

using namespace storify;
namespace fs = std::filesystem;

namespace {

const fs::path golden = STORIFY_SOURCE_DIR "/test/io/inventory/golden";

void exec(const fs::path& file, const char* statements) {
  sqlite3* db = nullptr;
  CAF_REQUIRE(sqlite3_open(file.c_str(), &db) == SQLITE_OK);
  CAF_CHECK(sqlite3_exec(db, statements, nullptr, nullptr, nullptr)
            == SQLITE_OK);
  sqlite3_close(db);
}

// What a CSV file keeps of an inventory.
inventory_image without_traces(inventory_image image) {
  image.removed.clear();
  image.next_id = image.products.back().id + 1;
  return image;
}

movement added(uint64_t number, const product& x) {
  movement result;
  result.number = number;
  result.time = 1'700'000'000'000;
  result.id = x.id;
  result.name = x.name;
  result.unit = x.cost.unit;
  result.after = holding{x.quantity, x.cost.cents};
  return result;
}

struct fixture {
  temp_folder folder;

  // Puts the golden file in place.
  fs::path use(std::string_view name, std::string_view as) {
    fs::copy_file(golden / name, folder / as,
                  fs::copy_options::overwrite_existing);
    return folder / as;
  }

  void check_with_history() {
    auto store = open_storage(storage_kind::sqlite, folder.path());
    auto image = load_all(*store);
    CAF_REQUIRE(image);
    CAF_CHECK(*image == nasty_image());
    auto moved = store->history({5, 0});
    CAF_REQUIRE(moved);
    CAF_CHECK(*moved
              == std::vector<movement>{added(3, nasty_image().products[2])});
  }

  inventory_image load(storage_kind kind) {
    auto store = open_storage(kind, folder.path());
    auto image = load_all(*store);
    if (!image)
      CAF_FAIL(sentence(image.error()));
    return std::move(*image);
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(golden_stores_tests, fixture)

CAF_TEST(a database of version 1 is read and brought up to date) {
  use("version-1.db", "inventory.db");
  CAF_CHECK(load(storage_kind::sqlite) == nasty_image());
  CAF_CHECK(load(storage_kind::sqlite) == nasty_image());
  CAF_CHECK_EQUAL(folder.size(), 1);
  auto store = open_storage(storage_kind::sqlite, folder.path());
  CAF_REQUIRE(load_all(*store));
  auto moved = store->history({});
  CAF_REQUIRE(moved);
  CAF_CHECK(moved->empty());
}

CAF_TEST(a database of version 1 that is damaged stays as it is) {
  auto file = use("version-1.db", "inventory.db");
  exec(file, "UPDATE product SET edited = 'x' WHERE id = 9");
  auto before = text_of(file);
  auto store = open_storage(storage_kind::sqlite, folder.path());
  auto image = load_all(*store);
  CAF_REQUIRE(!image);
  check_failed(image.error(), ec::storage_damaged, "product 9: its edited");
  store.reset();
  CAF_CHECK(text_of(file) == before);
}

CAF_TEST(a database of version 2 is read with its history) {
  use("version-2.db", "inventory.db");
  check_with_history();
}

CAF_TEST(a database of version 2 whose products are not in order is refused) {
  auto file = use("version-2.db", "inventory.db");
  edit_database(
    file, "WITH RECURSIVE n(i) AS (SELECT 1000001 UNION ALL "
          "SELECT i + 1 FROM n WHERE i < 1200000) "
          "INSERT INTO product SELECT i, 'Banc ' || i, 1, 1, 1, '', '', 0 "
          "FROM n; UPDATE meta SET next_id = 2000000");
  auto whole = text_of(file);
  auto page_of = [&](std::string_view name) {
    return whole.find(name) / 4096 * 4096;
  };
  for (const auto* late : {"Banc 1190000", "Banc 1065472", "Banc 1032704"}) {
    auto text = whole;
    text.replace(page_of("Banc 1010000"), 4096, whole, page_of(late), 4096);
    write_text(file, text);
    auto store = open_storage(storage_kind::sqlite, folder.path());
    auto image = load_all(*store);
    CAF_REQUIRE(!image);
    check_failed(image.error(), ec::storage_damaged, "can't follow");
    store.reset();
    CAF_CHECK(text_of(file) == text);
  }
}

CAF_TEST(a database of version 3 is read with its history) {
  use("version-3.db", "inventory.db");
  check_with_history();
}

CAF_TEST(pages of an older database get checksums) {
  for (const auto* name : {"version-1.db", "version-2.db"}) {
    auto file = use(name, "inventory.db");
    load(storage_kind::sqlite);
    auto text = text_of(file);
    CAF_CHECK_EQUAL(int{text[20]}, page_sum_size);
    text[text.find("bascule")] = 'B';
    write_text(file, text);
    auto store = open_storage(storage_kind::sqlite, folder.path());
    auto image = load_all(*store);
    CAF_REQUIRE(!image);
    check_failed(image.error(), ec::storage_damaged, "not as it was written");
  }
}

CAF_TEST(a CSV file of version 1 is read) {
  use("version-1.csv", "inventory.csv");
  CAF_CHECK(load(storage_kind::csv) == without_traces(nasty_image()));
}

CAF_TEST(a JSON file of version 1 is read) {
  use("version-1.json", "inventory.json");
  CAF_CHECK(load(storage_kind::json) == nasty_image());
}

CAF_TEST_FIXTURE_SCOPE_END()
