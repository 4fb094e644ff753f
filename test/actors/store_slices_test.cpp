// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE store_slices
#include "test/suite.hpp"

#include "actors/store.hpp"

#include <set>

#include "messages/snapshot_builder.hpp"
#include "test/store_fixture.hpp"

using namespace storify;

namespace {

lot cheaper(int number) {
  auto key = "sku:" + std::to_string(number);
  return lot{
    "site", "MEUBLE", {offer{key, "Table", {100, currency{}}, 10, false, ""}}};
}

struct fixture : store_fixture {
  // A slice is one group of places: the ids 1 to 511, 512 to 1023, and so on.
  void start_with_small_slices() {
    store_config config;
    config.write_slice = product_chunk::capacity;
    start_and_load(config);
  }

  size_t put_by_next_slice() {
    CAF_REQUIRE_EQUAL(disk.commit.waiting(), 1u);
    auto result = disk.commit.arg().put.size();
    answer(disk.commit, uint64_t{1});
    return result;
  }

  // Writes whatever waits to be written, and checks that no movement is written
  // twice; returns the last state of the product numbered `id`.
  product write_all(product_id id) {
    product last;
    std::set<uint64_t> seen;
    while (disk.commit.waiting() > 0) {
      auto slice = disk.commit.arg();
      for (const auto& x : slice.moved)
        CAF_CHECK(seen.insert(x.number).second);
      for (const auto& x : slice.put)
        if (x.id == id)
          last = x.copy();
      answer(disk.commit, uint64_t{1});
    }
    return last;
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(store_slices_tests, fixture)

CAF_TEST(a save is written in slices of which the last is durable) {
  start_with_small_slices();
  tell<stock_report>(stock_atom_v, tables(1200));
  auto saved = tell<save_report>(save_atom_v);
  size_t products = 0;
  for (int slice = 1; slice <= 3; ++slice) {
    CAF_REQUIRE_EQUAL(disk.commit.waiting(), 1u);
    CAF_CHECK(!saved.has_come());
    CAF_CHECK_EQUAL(disk.commit.arg().durable, slice == 3);
    products += disk.commit.arg().put.size();
    answer(disk.commit, uint64_t{1});
  }
  CAF_CHECK_EQUAL(products, 1200u);
  CAF_CHECK(saved.value() == (save_report{"inventory.db", 1200, true}));
}

CAF_TEST(the first save after a load is durable though nothing has changed) {
  start_and_load();
  auto saved = tell<save_report>(save_atom_v);
  CAF_CHECK(!saved.has_come());
  CAF_REQUIRE_EQUAL(disk.commit.waiting(), 1u);
  CAF_CHECK(disk.commit.arg().empty());
  CAF_CHECK(disk.commit.arg().durable);
  answer(disk.commit, full_disk());
  CAF_CHECK(saved.error() == full_disk());
  auto again = tell<save_report>(save_atom_v);
  answer(disk.commit, uint64_t{1});
  CAF_CHECK(again.value() == (save_report{"inventory.db", 0, false}));
  CAF_CHECK(tell<save_report>(save_atom_v).has_come());
  CAF_CHECK_EQUAL(disk.commit.count(), 2u);
}

CAF_TEST(what a person adds during a save is committed between two slices) {
  start_with_small_slices();
  tell<stock_report>(stock_atom_v, tables(1200));
  auto saved = tell<save_report>(save_atom_v);
  auto added = add();
  answer(disk.commit, uint64_t{1});
  CAF_REQUIRE_EQUAL(disk.commit.waiting(), 1u);
  CAF_CHECK(disk.commit.arg().durable);
  CAF_CHECK_EQUAL(disk.commit.arg().put.size(), 1u);
  CAF_CHECK_EQUAL(disk.commit.arg().put.back().name, "Lampe");
  answer(disk.commit, uint64_t{1});
  CAF_CHECK(added.has_come());
  CAF_CHECK(!saved.has_come());
}

CAF_TEST(persons who take turns do not hold up a save) {
  start_with_small_slices();
  tell<stock_report>(stock_atom_v, tables(1200));
  auto saved = tell<save_report>(save_atom_v);
  for (auto turn = 0; turn < 20 && !saved.has_come(); ++turn) {
    add();
    answer(disk.commit, uint64_t{1});
  }
  CAF_CHECK(saved.has_come());
}

CAF_TEST(once a person was at work the slices of a save are shorter) {
  constexpr auto chunk = product_chunk::capacity;
  start_and_load();
  tell<stock_report>(stock_atom_v, tables(8 * chunk));
  auto saved = tell<save_report>(save_atom_v);
  auto added = add();
  CAF_CHECK_EQUAL(put_by_next_slice(), 2 * chunk - 1); // 0 is no id
  CAF_CHECK_EQUAL(put_by_next_slice(), 1u);
  CAF_CHECK(added.has_come());
  for (auto next = 3; next <= 6; ++next)
    CAF_CHECK_EQUAL(put_by_next_slice(), chunk);
  write_all(1);
  CAF_CHECK(saved.has_come());
  tell<stock_report>(stock_atom_v, tables(16 * chunk));
  add(); // takes others along
  CAF_CHECK_GREATER(put_by_next_slice(), chunk);
  tell<save_report>(save_atom_v);
  CAF_CHECK_GREATER(put_by_next_slice(), chunk);
}

CAF_TEST(who waits when a save begins goes first though one ended the last) {
  start_with_small_slices();
  add();
  auto added = add();
  auto saved = tell<save_report>(save_atom_v);
  CAF_CHECK_EQUAL(put_by_next_slice(), 1u); // and now the save of the second
  tell<stock_report>(stock_atom_v, tables(1200));
  add();
  tell<save_report>(save_atom_v);
  CAF_CHECK_EQUAL(put_by_next_slice(), 1u);
  CAF_CHECK(added.has_come());
  CAF_CHECK(saved.has_come());
  CAF_CHECK_EQUAL(put_by_next_slice(), 1u); // the third
}

CAF_TEST(who waits but changed nothing goes with the next slice) {
  start_with_small_slices();
  tell<stock_report>(stock_atom_v, tables(1200));
  tell<save_report>(save_atom_v);
  auto imported = tell<import_report>(import_atom_v, product_file{"a.csv"});
  answer(disk.import, file_rows{});
  CAF_CHECK_EQUAL(put_by_next_slice(), 511u);
  add();
  CAF_CHECK_EQUAL(put_by_next_slice(), 512u);
  CAF_CHECK(imported.has_come());
  CAF_CHECK_EQUAL(put_by_next_slice(), 1u);
}

CAF_TEST(nothing heals a failed write but one that succeeds) {
  start_and_load();
  auto saved = tell<save_report>(save_atom_v);
  answer(disk.commit, full_disk());
  CAF_CHECK(!tell<std::string>(status_atom_v).value().empty());
  auto imported = tell<import_report>(import_atom_v, product_file{"a.csv"});
  answer(disk.import, file_rows{});
  CAF_CHECK(imported.has_come()); // nothing to write
  CAF_CHECK(!tell<std::string>(status_atom_v).value().empty());
  auto again = tell<save_report>(save_atom_v);
  answer(disk.commit, uint64_t{1});
  CAF_CHECK(again.has_come());
  CAF_CHECK(tell<std::string>(status_atom_v).value().empty());
}

CAF_TEST(a slice that was made ready is overtaken by a person) {
  start_with_small_slices();
  tell<stock_report>(stock_atom_v, tables(1200));
  auto saved = tell<save_report>(save_atom_v);
  auto changed = tell<product>(modify_atom_v, product_id{600},
                               product_patch{{}, {}, 77});
  answer(disk.commit, uint64_t{1});
  CAF_REQUIRE_EQUAL(disk.commit.waiting(), 1u);
  CAF_REQUIRE_EQUAL(disk.commit.arg().put.size(), 1u);
  CAF_CHECK_EQUAL(disk.commit.arg().put.front().quantity, 77);
  CAF_CHECK_EQUAL(disk.commit.arg().moved.size(), 1u);
  answer(disk.commit, uint64_t{1});
  CAF_CHECK(changed.has_come());
  CAF_CHECK_EQUAL(write_all(601).quantity, 10);
  CAF_CHECK(saved.value() == (save_report{"inventory.db", 1200, true}));
  CAF_CHECK(!tell<save_report>(save_atom_v).value().written);
}

CAF_TEST(what a scraper brings for a slice that was made ready is saved next) {
  start_with_small_slices();
  tell<stock_report>(stock_atom_v, tables(1200));
  auto saved = tell<save_report>(save_atom_v);
  tell<stock_report>(stock_atom_v, cheaper(600));
  CAF_CHECK_EQUAL(write_all(600).cost.cents, 4900);
  CAF_CHECK(saved.has_come());
  auto again = tell<save_report>(save_atom_v);
  CAF_CHECK_EQUAL(write_all(600).cost.cents, 100);
  CAF_CHECK(again.value().written);
}

CAF_TEST(a slice that was made ready is overtaken by the rows of a file) {
  start_with_small_slices();
  tell<stock_report>(stock_atom_v, tables(1200));
  auto saved = tell<save_report>(save_atom_v);
  auto imported = tell<import_report>(import_atom_v, product_file{"a.csv"});
  product_row row{600, {"Lampe", {1999, currency{}}, 1}};
  answer(disk.import, file_rows{{row}, {}});
  CAF_CHECK_EQUAL(write_all(600).name, "Lampe");
  CAF_CHECK(imported.has_come());
  CAF_CHECK(saved.has_come());
}

CAF_TEST(what scrapers bring during a save is left for the next) {
  start_with_small_slices();
  tell<stock_report>(stock_atom_v, tables(600));
  auto saved = tell<save_report>(save_atom_v);
  tell<stock_report>(stock_atom_v, tables(3000));
  auto again = tell<save_report>(save_atom_v);
  answer(disk.commit, uint64_t{1});
  answer(disk.commit, uint64_t{1});
  CAF_CHECK(saved.has_come());
  CAF_CHECK(!again.has_come());
  while (disk.commit.waiting() > 0)
    answer(disk.commit, uint64_t{1});
  CAF_CHECK(again.has_come());
}

CAF_TEST(a slice that fails ends the save and is written by the next) {
  start_with_small_slices();
  tell<stock_report>(stock_atom_v, tables(1200));
  auto saved = tell<save_report>(save_atom_v);
  answer(disk.commit, uint64_t{1});
  answer(disk.commit, full_disk());
  CAF_CHECK(saved.error() == full_disk());
  CAF_CHECK_EQUAL(disk.commit.waiting(), 0u);
  auto again = tell<save_report>(save_atom_v);
  size_t products = 0;
  while (disk.commit.waiting() > 0) {
    products += disk.commit.arg().put.size();
    answer(disk.commit, uint64_t{1});
  }
  CAF_CHECK_EQUAL(products, 1200u - 511u);
  CAF_CHECK(again.value() == (save_report{"inventory.db", 1200, true}));
}

CAF_TEST(what was made ready before a slice failed is made ready anew) {
  start_with_small_slices();
  tell<stock_report>(stock_atom_v, tables(1200));
  auto saved = tell<save_report>(save_atom_v);
  answer(disk.commit, full_disk());
  tell<stock_report>(stock_atom_v, cheaper(600));
  auto again = tell<save_report>(save_atom_v);
  answer(disk.commit, uint64_t{1});
  CAF_CHECK_EQUAL(disk.commit.arg().put.front().id, 512u);
  CAF_CHECK_EQUAL(write_all(600).cost.cents, 100);
  CAF_CHECK(again.has_come());
}

CAF_TEST(an inventory is loaded part by part) {
  start();
  CAF_CHECK_EQUAL(disk.load.arg(), 0u);
  snapshot_builder builder;
  product x = stored_lamp().products.front();
  for (x.id = 1; !builder.has_full_pages(); ++x.id)
    builder.append(x);
  inventory_part first{snapshot{builder.take_full_pages()}, false};
  auto size = first.rows.size();
  auto counted = ask<int64_t>(aut, count_atom_v);
  answer(disk.load, first);
  CAF_REQUIRE_EQUAL(disk.load.waiting(), 1u);
  CAF_CHECK_EQUAL(disk.load.arg(), 1u);
  CAF_CHECK(!counted.has_come());
  answer(disk.load, inventory_part{snapshot{builder.finish()}, true});
  CAF_CHECK_EQUAL(counted.value(), 3 * static_cast<int64_t>(size + 1));
}

CAF_TEST(a later part that can not be loaded is a failure of all) {
  start();
  answer(disk.load, inventory_part{snapshot{stored_lamp()}, false});
  answer(disk.load, fail(ec::storage_damaged, "inventory.db"));
  CAF_CHECK_EQUAL(tell<int64_t>(count_atom_v).error(), ec::storage_damaged);
  CAF_CHECK_EQUAL(tell<save_report>(save_atom_v).error(), ec::storage_damaged);
}

CAF_TEST_FIXTURE_SCOPE_END()
