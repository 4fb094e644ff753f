// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE store_check
#include "test/suite.hpp"

#include "io/inventory/store_check.hpp"

#include <filesystem>
#include <string>
#include <string_view>

#include "core/inventory/inventory.hpp"
#include "test/io/edited_database.hpp"
#include "test/io/store_checks.hpp"
#include "test/temp_folder.hpp"

using namespace storify;

namespace {

struct fixture {
  temp_folder folder;

  // A shop in which a little has happened.
  void fill() {
    auto store = open_storage(storage_kind::sqlite, folder.path());
    CAF_REQUIRE(load_all(*store));
    inventory goods;
    goods.keep_movements(1);
    offer table{"sku:1", "Table", {4900, currency{}}, 10, false, ""};
    goods.stock(lot{"site", "MEUBLE", {table}});
    goods.add({"Lampe", {1999, currency{}}, 3});
    goods.add({"Chaise", {999, currency{}}, 1});
    goods.modify(2, {{}, {}, 8});
    goods.modify(2, {{}, {}, 9});
    goods.remove({3});
    CAF_REQUIRE(store->commit(goods.begin_write()));
  }

  void run(const char* statements) {
    edit_database(folder / "inventory.db", statements);
  }

  store_findings findings(storage_kind kind = storage_kind::sqlite) {
    auto found = check_store(kind, folder.path());
    if (!found)
      CAF_FAIL(sentence(found.error()));
    return std::move(*found);
  }

  // Checks what is told after these statements, and that nothing was mended.
  void check_told(const char* statements, std::string_view difference) {
    std::filesystem::remove(folder / "inventory.db");
    fill();
    run(statements);
    auto before = text_of(folder / "inventory.db");
    auto found = findings();
    CAF_MESSAGE(statements);
    CAF_CHECK_EQUAL(found.differences, 1u);
    if (found.differences > 0)
      CAF_CHECK_EQUAL(found.first.front(), std::string{difference});
    CAF_CHECK(text_of(folder / "inventory.db") == before);
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(store_check_tests, fixture)

CAF_TEST(a store that is well is counted) {
  fill();
  auto found = findings();
  CAF_CHECK_EQUAL(found.differences, 0u);
  CAF_CHECK_EQUAL(found.products, 2u);
  CAF_CHECK_EQUAL(found.items_count, 19);
  CAF_CHECK_EQUAL(found.movements, 5u);
}

CAF_TEST(a store of an earlier version is checked and stays as it is) {
  std::filesystem::copy_file(STORIFY_SOURCE_DIR
                             "/test/io/inventory/golden/version-1.db",
                             folder / "inventory.db");
  auto before = text_of(folder / "inventory.db");
  CAF_CHECK_EQUAL(findings().products, 6u);
  CAF_CHECK(text_of(folder / "inventory.db") == before);
}

CAF_TEST(what does not follow from the movements is told) {
  check_told("UPDATE product SET quantity = 7 WHERE id = 2",
             "product 2: its movements lead to 9 pieces at 19.99, but there is "
             "7 pieces at 19.99");
  check_told("DELETE FROM product WHERE id = 2",
             "product 2: its movements lead to 9 pieces at 19.99, but there is "
             "nothing");
  check_told("DELETE FROM movement WHERE number = 5",
             "product 3: its movements lead to 1 pieces at 9.99, but there is "
             "nothing");
  check_told("DELETE FROM movement WHERE number = 3",
             "movement 4 of product 2 begins with 8 pieces at 19.99, but the "
             "one before has left 3 pieces at 19.99");
}

CAF_TEST(what can not be is told) {
  check_told("INSERT INTO movement (number, time, who, product, origin) "
             "VALUES (9, 0, 0, 99, 1)",
             "movement 9 is of product 99, an id that was never given");
  check_told("UPDATE movement SET who = 9 WHERE number = 2",
             "movement 2 has the unknown author 9");
  check_told("INSERT INTO removed VALUES ('site', 'sku:1', 'Table')",
             "product 1 is there, but sku:1 counts as removed");
  check_told("UPDATE product SET key = 'sku:1', origin = 1 WHERE id = 2",
             "product 1 has the key sku:1, which another one has, too");
}

CAF_TEST(what can not be read is an error) {
  fill();
  run("UPDATE product SET quantity = -1 WHERE id = 2");
  auto found = check_store(storage_kind::sqlite, folder.path());
  CAF_REQUIRE(!found);
  check_failed(found.error(), ec::storage_damaged, "product 2: its quantity");
}

CAF_TEST(an empty database is told and stays empty) {
  write_text(folder / "inventory.db", "");
  auto found = check_store(storage_kind::sqlite, folder.path());
  CAF_REQUIRE(!found);
  check_failed(found.error(), ec::storage_damaged, "it is empty");
  CAF_CHECK_EQUAL(text_of(folder / "inventory.db"), "");
}

CAF_TEST(whole files are counted) {
  write_text(folder / "inventory.csv", "id,name,price,quantity\n3,Lampe,5,4\n");
  auto found = findings(storage_kind::csv);
  CAF_CHECK_EQUAL(found.products, 1u);
  CAF_CHECK_EQUAL(found.items_count, 4);
  write_text(folder / "inventory.json", "{");
  auto damaged = check_store(storage_kind::json, folder.path());
  CAF_REQUIRE(!damaged);
  check_failed(damaged.error(), ec::storage_damaged, "inventory.json");
}

CAF_TEST(where there is nothing this is told) {
  auto found = check_store(storage_kind::sqlite, folder.path());
  CAF_REQUIRE(!found);
  check_failed(found.error(), ec::file_not_found, "inventory.db");
  CAF_CHECK_EQUAL(folder.size(), 0);
}

CAF_TEST_FIXTURE_SCOPE_END()
