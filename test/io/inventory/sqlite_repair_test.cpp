// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE sqlite_repair
#include "test/suite.hpp"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "test/io/damaged_shop.hpp"

using namespace storify;
namespace fs = std::filesystem;

namespace {

struct fixture : damaged_shop {
  // Checks that these statements are mended, what is told, and what a query
  // finds afterwards.
  void check_mended(const char* statements, std::string_view words,
                    const char* query, std::string_view answer) {
    CAF_MESSAGE(statements);
    fill(30);
    edit_database(file, statements);
    auto done = repair_well();
    CAF_CHECK(tells(done, words));
    CAF_CHECK_EQUAL(answer_to(query), std::string{answer});
  }

  void check_refused(std::string_view words) {
    auto before = text_of(file);
    check_store(storage_kind::sqlite, folder.path()); // it opens its log
    auto files = folder.size();
    auto done = repair_store(storage_kind::sqlite, folder.path());
    CAF_REQUIRE(!done);
    CAF_MESSAGE(sentence(done.error()));
    CAF_CHECK(detail(done.error()).find(words) != std::string::npos);
    CAF_CHECK(text_of(file) == before);
    CAF_CHECK_EQUAL(folder.size(), files);
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(sqlite_repair_tests, fixture)

CAF_TEST(a store that is well is left alone) {
  fill(30);
  auto before = text_of(file);
  auto done = repair_store(storage_kind::sqlite, folder.path());
  CAF_REQUIRE(done);
  CAF_CHECK(done->done.empty());
  CAF_CHECK_EQUAL(done->now.products, 30u);
  CAF_CHECK(text_of(file) == before);
  CAF_CHECK(!fs::exists(kept));
}

CAF_TEST(the changes of a product are believed) {
  check_mended("UPDATE product SET quantity = 77 WHERE id = 5",
               "set the quantity and price of 1 product to what their changes "
               "lead to: 5 (Thing 5)",
               "SELECT quantity FROM product WHERE id = 5", "5");
  check_mended("UPDATE product SET cents = -1 WHERE id = 5", "5 (Thing 5)",
               "SELECT cents FROM product WHERE id = 5", "500");
  check_mended("DELETE FROM product WHERE id IN (5, 7)",
               "made 2 products anew from their changes: 5 (Thing 5), 7",
               "SELECT name || quantity FROM product WHERE id = 5", "Thing 55");
  check_mended("INSERT INTO product VALUES (33, 'x', 1, 1, 1, '', '', 0);"
               "INSERT INTO movement (number, time, who, product, origin) "
               "VALUES (99, 0, 0, 33, 1)",
               "removed 1 product, as their last changes say: 33 (x)",
               "SELECT count(*) FROM product", "30");
}

CAF_TEST(changes lead from one to the other) {
  check_mended("UPDATE movement SET quantity_before = 8 WHERE product = 5 "
               "AND quantity_before IS NOT NULL",
               "let 1 change begin with what the one before has left: 35",
               "SELECT quantity_before FROM movement WHERE number = 35", "4");
  check_mended("UPDATE movement SET quantity_before = -8, cents_before = 1 "
               "WHERE number = 5",
               "forgot what 1 change began with, which can't have been: 5",
               "SELECT quantity_before IS NULL FROM movement WHERE number = 5",
               "1");
  check_mended("UPDATE movement SET who = 9 WHERE number = 5",
               "dropped 1 change that can't have been: 5",
               "SELECT count(*) FROM movement", "60");
  check_mended("UPDATE movement SET name = CAST(x'41e9' AS TEXT) "
               "WHERE number = 5;"
               "DELETE FROM product WHERE id = 5",
               "put U+FFFD for what can't be read in the names of 1 change",
               "SELECT name FROM product WHERE id = 5", "A\uFFFD");
}

CAF_TEST(a row is such that a shop loads it) {
  check_mended("UPDATE product SET name = CAST(x'41e9' AS TEXT) WHERE id = 5",
               "put U+FFFD for what can't be read in the name of 1 product",
               "SELECT name FROM product WHERE id = 5", "A\uFFFD");
  check_mended("UPDATE product SET name = '' WHERE id = 5", "1 product: 5",
               "SELECT name FROM product WHERE id = 5", "product 5");
  check_mended("UPDATE product SET url = CAST(x'e9' AS TEXT) WHERE id = 5",
               "forgot the source or address of 1 product",
               "SELECT url FROM product WHERE id = 5", "");
  check_mended("UPDATE product SET edited = 9 WHERE id = 5",
               "forgot some of what a person changed of 1 product: 5",
               "SELECT edited FROM product WHERE id = 5", "1");
  check_mended("INSERT INTO product VALUES (-3, 'x', 1, 1, 1, '', '', 0)",
               "dropped 1 product whose ID can't be: -3 (x)",
               "SELECT count(*) FROM product", "30");
  check_mended("INSERT INTO product VALUES (40, 'x', -1, 1, 1, '', '', 0)",
               "dropped 1 product whose quantity, price or category can't be",
               "SELECT count(*) FROM product", "30");
}

CAF_TEST(a category that is lost is put in its place) {
  check_mended("DELETE FROM origin",
               "put 1 category in the place of what can't be read",
               "SELECT category || currency FROM origin WHERE id = 1",
               "lost 1EUR");
  check_mended("UPDATE origin SET currency = 'euro' WHERE id = 1",
               "put 1 category in the place",
               "SELECT currency FROM origin WHERE id = 1", "EUR");
}

CAF_TEST(products and removed ones do not contradict each other) {
  check_mended("INSERT INTO origin VALUES (9, 'site', 'MEUBLE', 'EUR');"
               "INSERT INTO removed VALUES ('site', 'sku:1', 'Thing 5');"
               "UPDATE product SET key = 'sku:1', origin = 9 "
               "WHERE id IN (5, 7)",
               "let 2 products count as removed no more, since they are there",
               "SELECT count(*) FROM removed WHERE key = 'sku:1'", "0");
  CAF_CHECK_EQUAL(answer_to("SELECT count(*) FROM product WHERE id IN (5, 7) "
                            "AND key = 'sku:1'"),
                  "1");
  check_mended("INSERT INTO removed VALUES ('a', '', 'b')",
               "forgot 1 removed product that can't be read: b",
               "SELECT count(*) FROM removed WHERE key = ''", "0");
}

CAF_TEST(ids are not given twice) {
  check_mended("UPDATE meta SET next_id = 4", "set the next ID: 32",
               "SELECT next_id FROM meta", "32");
  check_mended("DELETE FROM meta", "set the next ID: 32",
               "SELECT next_id FROM meta", "32");
  check_mended("DROP TABLE removed",
               "could not read all that counts as removed",
               "SELECT count(*) FROM removed", "0");
}

CAF_TEST(a product that was read well is right where changes are missing) {
  fill(600);
  zero(pages_of("movement", "leaf").back());
  auto done = repair_well();
  CAF_CHECK(tells(done, "could not read 1 range of changes"));
  CAF_CHECK(tells(done, "that leads to what is there, as others are missing"));
  check_goods(600);
}

CAF_TEST(products on a page that is gone are made anew) {
  fill(600);
  auto leaves = pages_of("product", "leaf");
  CAF_REQUIRE(leaves.size() > 3);
  zero(leaves[1]);
  zero(leaves.back());
  auto done = repair_well();
  CAF_CHECK(tells(done, "could not read 2 ranges of product ids"));
  check_goods(600);
}

CAF_TEST(a page that still reads is kept and told) {
  fill(600);
  auto text = text_of(file);
  text[text.rfind("Thing 77") + 1] = 'H';
  write_text(file, text);
  auto done = repair_well();
  CAF_CHECK(tells(done, "of pages that are not as they were written: look"));
}

CAF_TEST(inner pages and free ones and indexes are made anew) {
  for (const auto* table : {"product", "movement"}) {
    fill(3'000);
    zero(pages_of(table, "internal").front());
    repair_well();
    check_goods(3'000);
  }
  fill(600);
  edit_database(file, "CREATE TABLE t (x); INSERT INTO t "
                      "VALUES (zeroblob(90000)); DROP TABLE t");
  zero(first_free_page());
  repair_well();
  check_goods(600);
}

CAF_TEST(a copy of the damaged file and its log is kept) {
  fill(600);
  leave_log();
  auto text = text_of(file);
  text[text.rfind("Thing 77") + 1] = 'H';
  write_text(file, text);
  auto log = text_of(folder / "inventory.db-wal");
  CAF_REQUIRE(!log.empty());
  repair_well();
  CAF_CHECK(text_of(kept) == text);
  CAF_CHECK(text_of(kept.string() + "-wal") == log);
  CAF_CHECK_EQUAL(answer_to("SELECT url FROM product WHERE id = 9"), "logged");
  damage_name();
  repair_well();
  CAF_CHECK(fs::exists(kept.string() + ".2"));
  CAF_CHECK(text_of(kept) == text);
}

CAF_TEST(a repaired store goes on) {
  fill(600);
  damage_name();
  repair_well();
  sqlite_store store{folder.path()};
  auto image = load_all(store);
  CAF_REQUIRE(image);
  auto moved = store.history({5, 0});
  CAF_REQUIRE(moved);
  CAF_CHECK_EQUAL(moved->size(), 2u);
  change_set changes;
  changes.erased = {5};
  changes.next_id = image->next_id;
  CAF_CHECK(store.commit(changes));
}

CAF_TEST(what is no store of today is left alone) {
  fill(30);
  edit_database(file, "PRAGMA user_version = 9");
  check_refused("version 9");
  edit_database(file, "PRAGMA user_version = 2; "
                      "UPDATE product SET quantity = 77 WHERE id = 5");
  check_refused("an older storify wrote it");
  write_text(file, std::string(5'000, 'x'));
  check_refused("not a database");
  fs::remove(file);
  edit_database(file, "CREATE TABLE product (id)");
  check_refused("another program");
  fs::remove(file);
  check_refused("inventory.db");
}

CAF_TEST(a store without its first page is left alone) {
  fill(600);
  zero(1);
  check_refused("inventory.db");
}

CAF_TEST(a whole file that is damaged is left alone) {
  write_text(folder / "inventory.json", "{");
  auto done = repair_store(storage_kind::json, folder.path());
  CAF_REQUIRE(!done);
  check_failed(done.error(), ec::storage_damaged, "inventory.json");
  CAF_CHECK_EQUAL(text_of(folder / "inventory.json"), "{");
}

CAF_TEST_FIXTURE_SCOPE_END()
