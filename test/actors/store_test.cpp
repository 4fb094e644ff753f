// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE store
#include "test/suite.hpp"

#include "actors/store.hpp"

#include <string>
#include <utility>
#include <vector>

#include "test/store_fixture.hpp"

using namespace storify;

CAF_TEST_FIXTURE_SCOPE(store_tests, store_fixture)

CAF_TEST(commands wait for the load and keep their order) {
  start();
  auto first = add(1);
  auto removed = tell<std::vector<product>>(remove_atom_v,
                                            std::vector<product_id>{4});
  auto second = add(2);
  auto counted = tell<int64_t>(count_atom_v);
  CAF_CHECK(!first.has_come());
  CAF_CHECK(!counted.has_come());
  answer(disk.load, whole(stored_lamp()));
  CAF_CHECK_EQUAL(counted.value(), 3);
  answer(disk.commit, uint64_t{1});
  answer(disk.commit, uint64_t{3});
  CAF_CHECK_EQUAL(first.value().id, 9u);
  CAF_CHECK_EQUAL(removed.value().front().id, 4u);
  CAF_CHECK_EQUAL(second.value().id, 10u);
}

CAF_TEST(what a person asks during the load is answered after it) {
  for (auto stored : {caf::expected<inventory_part>{whole(stored_lamp())},
                      caf::expected<inventory_part>{full_disk()}}) {
    start();
    auto counted = ask<int64_t, caf::message_priority::high>(aut, count_atom_v);
    sched.run();
    CAF_CHECK(!counted.has_come());
    if (stored)
      answer(disk.load, *stored);
    else
      answer(disk.load, stored.error());
    CAF_CHECK(counted.has_come());
    end(aut);
  }
}

CAF_TEST(a store that could not load answers everything with the reason) {
  start();
  auto early = add();
  answer(disk.load, fail(ec::storage_damaged, "inventory.db"));
  auto check = [](const auto& answered) {
    CAF_CHECK_EQUAL(answered.error(), ec::storage_damaged);
    CAF_CHECK_EQUAL(detail(answered.error()), "inventory.db");
  };
  check(early);
  check(add());
  check(tell<product>(modify_atom_v, product_id{1}, product_patch{}));
  check(tell<std::vector<product>>(remove_atom_v, std::vector<product_id>{1}));
  check(tell<stock_report>(stock_atom_v, tables(1)));
  check(tell<undo_report>(undo_atom_v));
  check(tell<std::vector<movement>>(history_atom_v, history_query{}));
  check(tell<import_report>(import_atom_v, product_file{"file.csv"}));
  check(tell<import_preview>(preview_atom_v, product_file{"file.csv"}));
  check(tell<uint64_t>(export_atom_v, product_file{"file.csv"}));
  check(tell<product>(caf::get_atom_v, product_id{1}));
  check(tell<int64_t>(count_atom_v));
  check(tell<snapshot>(snapshot_atom_v));
  check(tell<save_report>(save_atom_v));
  CAF_CHECK_EQUAL(disk.commit.count() + disk.save.count() + disk.import.count()
                    + disk.write_file.count(),
                  0u);
}

CAF_TEST(a product is added once it is committed) {
  start_and_load();
  auto added = add();
  CAF_CHECK(!added.has_come());
  CAF_REQUIRE_EQUAL(disk.commit.waiting(), 1u);
  CAF_CHECK_EQUAL(disk.commit.arg().put.front().name, "Lampe");
  answer(disk.commit, uint64_t{1});
  CAF_CHECK_EQUAL(added.value().id, 1u);
  CAF_CHECK_EQUAL(count(), 3);
}

CAF_TEST(a product is modified once that is committed) {
  start();
  answer(disk.load, whole(stored_lamp()));
  product_patch patch;
  patch.quantity = 8;
  auto modified = tell<product>(modify_atom_v, product_id{4}, patch);
  CAF_CHECK(!modified.has_come());
  answer(disk.commit, uint64_t{1});
  CAF_CHECK_EQUAL(modified.value().quantity, 8);
  CAF_CHECK_EQUAL(count(), 8);
}

CAF_TEST(products are removed once that is committed) {
  start();
  answer(disk.load, whole(stored_lamp()));
  auto removed = tell<std::vector<product>>(remove_atom_v,
                                            std::vector<product_id>{4});
  CAF_CHECK(!removed.has_come());
  CAF_CHECK_EQUAL(disk.commit.arg().erased, std::vector<product_id>{4});
  answer(disk.commit, uint64_t{1});
  CAF_CHECK_EQUAL(removed.value().size(), 1u);
  CAF_CHECK_EQUAL(count(), 0);
}

CAF_TEST(a command against the rules is refused at once) {
  start_and_load();
  CAF_CHECK_EQUAL(add(-1).error(), ec::bad_quantity);
  CAF_CHECK_EQUAL(
    tell<product>(modify_atom_v, product_id{1}, product_patch{}).error(),
    ec::no_such_product);
  CAF_CHECK_EQUAL(tell<std::vector<product>>(remove_atom_v,
                                             std::vector<product_id>{1})
                    .error(),
                  ec::no_such_product);
  CAF_CHECK_EQUAL(disk.commit.count(), 0u);
}

CAF_TEST(removing nothing asks nobody) {
  start_and_load();
  auto removed = tell<std::vector<product>>(remove_atom_v,
                                            std::vector<product_id>{});
  CAF_CHECK(removed.value().empty());
  CAF_CHECK_EQUAL(disk.commit.count(), 0u);
}

CAF_TEST(commands that arrive during a commit share the next one) {
  start_and_load();
  auto first = add(1);
  auto second = add(2);
  auto third = add(3);
  CAF_CHECK_EQUAL(disk.commit.count(), 1u);
  CAF_CHECK_EQUAL(disk.commit.arg().put.size(), 1u);
  answer(disk.commit, uint64_t{1});
  CAF_CHECK(first.has_come());
  CAF_CHECK(!second.has_come());
  CAF_CHECK(!third.has_come());
  CAF_REQUIRE_EQUAL(disk.commit.waiting(), 1u);
  CAF_CHECK_EQUAL(disk.commit.arg().put.size(), 2u);
  answer(disk.commit, uint64_t{3});
  CAF_CHECK_EQUAL(second.value().id, 2u);
  CAF_CHECK_EQUAL(third.value().id, 3u);
  CAF_CHECK_EQUAL(disk.commit.waiting(), 0u);
}

CAF_TEST(a failed commit is answered and kept for the next save) {
  start_and_load();
  auto added = add();
  answer(disk.commit, full_disk());
  CAF_CHECK_EQUAL(added.error(), ec::storage_failed);
  auto text = detail(added.error());
  CAF_CHECK(text.find("the disk is full") != std::string::npos);
  CAF_CHECK(text.find("kept in memory") != std::string::npos);
  CAF_CHECK_EQUAL(count(), 3);
  CAF_CHECK_EQUAL(disk.commit.waiting(), 0u);
  auto saved = tell<save_report>(save_atom_v);
  CAF_REQUIRE_EQUAL(disk.commit.waiting(), 1u);
  CAF_CHECK_EQUAL(disk.commit.arg().put.size(), 1u);
  answer(disk.commit, uint64_t{1});
  CAF_CHECK(saved.value() == (save_report{"inventory.db", 1, true}));
}

CAF_TEST(a failed commit does not fail the commands behind it) {
  start_and_load();
  auto first = add(1);
  auto second = add(2);
  answer(disk.commit, full_disk());
  CAF_CHECK_EQUAL(first.error(), ec::storage_failed);
  CAF_CHECK_EQUAL(disk.commit.arg().put.size(), 2u);
  answer(disk.commit, uint64_t{2});
  CAF_CHECK_EQUAL(second.value().id, 2u);
}

CAF_TEST(a database that died is a failure of storage) {
  start_and_load();
  auto first = add(1);
  auto second = add(2);
  disk.commit.answer(caf::make_error(caf::sec::request_receiver_down));
  end(database);
  CAF_CHECK_EQUAL(first.error(), ec::storage_failed);
  CAF_CHECK_EQUAL(second.error(), ec::storage_failed);
  CAF_CHECK_EQUAL(exit_code(tell<save_report>(save_atom_v).error()), 5);
}

CAF_TEST(a save with nothing changed asks nobody) {
  start();
  answer(disk.load, whole(stored_lamp()));
  add();
  answer(disk.commit, uint64_t{1});
  auto saved = tell<save_report>(save_atom_v);
  CAF_CHECK(saved.value() == (save_report{"inventory.db", 2, false}));
  CAF_CHECK_EQUAL(disk.commit.count(), 1u);
}

CAF_TEST(a save that fails is tried again by the next) {
  start_and_load();
  tell<stock_report>(stock_atom_v, tables(2));
  auto saved = tell<save_report>(save_atom_v);
  answer(disk.commit, full_disk());
  CAF_CHECK(saved.error() == full_disk());
  CAF_CHECK_EQUAL(detail(saved.error()), detail(full_disk()));
  auto again = tell<save_report>(save_atom_v);
  CAF_CHECK_EQUAL(disk.commit.arg().put.size(), 2u);
  answer(disk.commit, uint64_t{2});
  CAF_CHECK(again.value() == (save_report{"inventory.db", 2, true}));
}

CAF_TEST(a save during a commit waits until all is written) {
  start_and_load();
  add(1);
  auto saved = tell<save_report>(save_atom_v);
  CAF_CHECK(!saved.has_come());
  answer(disk.commit, uint64_t{1});
  CAF_CHECK(saved.has_come());
  CAF_CHECK_EQUAL(disk.commit.count(), 1u);
}

CAF_TEST(stock is answered at once and written with the next commit) {
  start_and_load();
  auto report = tell<stock_report>(stock_atom_v, tables(2));
  CAF_CHECK(report.value() == (stock_report{2, 0, 0, 0}));
  CAF_CHECK_EQUAL(disk.commit.count(), 0u);
  CAF_CHECK_EQUAL(count(), 20);
  add();
  CAF_CHECK_EQUAL(disk.commit.arg().put.size(), 3u);
}

CAF_TEST(products and snapshots are answered without the database) {
  start();
  answer(disk.load, whole(stored_lamp()));
  CAF_CHECK_EQUAL(tell<product>(caf::get_atom_v, product_id{4}).value().name,
                  "Lampe");
  CAF_CHECK_EQUAL(tell<product>(caf::get_atom_v, product_id{5}).error(),
                  ec::no_such_product);
  auto all = tell<snapshot>(snapshot_atom_v);
  CAF_CHECK(all.value().image() == stored_lamp());
  add();
  CAF_CHECK_EQUAL(all.value().size(), 1u);
  CAF_CHECK_EQUAL(count(), 6);
}

CAF_TEST(whole files acknowledge a command when it is in memory) {
  start_with_whole_files();
  CAF_CHECK_EQUAL(add().value().id, 1u);
  CAF_CHECK_EQUAL(disk.commit.count() + disk.save.count(), 0u);
  CAF_CHECK_EQUAL(add(-1).error(), ec::bad_quantity);
}

CAF_TEST(whole files are saved as a snapshot) {
  start_with_whole_files();
  add();
  auto saved = tell<save_report>(save_atom_v);
  CAF_CHECK(!saved.has_come());
  CAF_CHECK_EQUAL(disk.commit.count(), 0u);
  CAF_REQUIRE_EQUAL(disk.save.waiting(), 1u);
  CAF_CHECK_EQUAL(disk.save.arg().size(), 1u);
  answer(disk.save, uint64_t{1});
  CAF_CHECK(saved.value() == (save_report{"inventory.db", 1, true}));
  CAF_CHECK(!tell<save_report>(save_atom_v).value().written);
  CAF_CHECK_EQUAL(disk.save.count(), 1u);
}

CAF_TEST(a whole file that could not be saved is tried again) {
  start_with_whole_files();
  add();
  auto saved = tell<save_report>(save_atom_v);
  answer(disk.save, full_disk());
  CAF_CHECK_EQUAL(saved.error(), ec::storage_failed);
  tell<save_report>(save_atom_v);
  CAF_CHECK_EQUAL(disk.save.waiting(), 1u);
}

CAF_TEST(a change during a save of a whole file is left for the next) {
  start_with_whole_files();
  add();
  auto saved = tell<save_report>(save_atom_v);
  CAF_CHECK(add().has_come());
  answer(disk.save, uint64_t{1});
  CAF_CHECK(saved.has_come());
  CAF_CHECK_EQUAL(disk.save.waiting(), 0u);
  tell<save_report>(save_atom_v);
  CAF_CHECK_EQUAL(disk.save.arg().size(), 2u);
}

CAF_TEST_FIXTURE_SCOPE_END()
