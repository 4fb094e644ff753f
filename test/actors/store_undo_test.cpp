// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE store_undo
#include "test/suite.hpp"

#include "actors/store.hpp"

#include <string>
#include <vector>

#include "caf/scoped_actor.hpp"

#include "test/store_fixture.hpp"

using namespace storify;

namespace {

using movements = std::vector<movement>;

template <class T>
using answer_of = caf::expected<T>;

file_rows lamps(size_t number) {
  return {std::vector<product_row>(number, product_row{{}, lamp()}), {}};
}

struct fixture : store_fixture {
  caf::scoped_actor manager{sys};
  caf::scoped_actor other{sys};
  int64_t now = 1'700'000'000'000;

  fixture() {
    store_config config;
    config.import_slice = 10;
    config.now = [this] { return now; };
    start_and_load(config);
  }

  // Lets all commits succeed.
  void commit_all() {
    sched.run();
    while (disk.commit.waiting() > 0)
      answer(disk.commit, uint64_t{1});
  }

  template <class T, class... Ts>
  answer_of<T> by(caf::scoped_actor& who, Ts... what) {
    auto asked = who->request(aut, caf::infinite, std::move(what)...);
    commit_all();
    answer_of<T> result{caf::none};
    asked.receive([&](const T& x) { result = x; },
                  [&](const caf::error& why) { result = why; });
    return result;
  }

  answer_of<product> add(caf::scoped_actor& who, int64_t quantity = 3) {
    return by<product>(who, caf::add_atom_v, lamp(quantity));
  }

  answer_of<undo_report> undo(caf::scoped_actor& who) {
    return by<undo_report>(who, undo_atom_v);
  }

  std::vector<product> products() {
    return tell<snapshot>(snapshot_atom_v).value().image().products;
  }

  size_t count_of_products() {
    return state_of<store_state>(caf::actor_cast<store_self>(aut))
      .settled_goods()
      .size();
  }

  // What the store tells of the history while nothing of it is written.
  movements unwritten() {
    auto told = tell<movements>(history_atom_v, history_query{});
    answer(disk.history, movements{});
    return told.value();
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(store_undo_tests, fixture)

CAF_TEST(at first there is nothing to undo) {
  auto undone = undo(manager);
  CAF_REQUIRE(!undone);
  CAF_CHECK(undone.error() == ec::nothing_to_undo);
}

CAF_TEST(commands are undone one after the other) {
  auto before = products();
  add(manager);
  product_patch patch;
  patch.quantity = 8;
  by<product>(manager, modify_atom_v, product_id{1}, patch);
  by<std::vector<product>>(manager, remove_atom_v, std::vector<product_id>{1});
  CAF_CHECK(products().empty());
  auto first = undo(manager);
  CAF_REQUIRE(first);
  CAF_CHECK_EQUAL(first->command, "remove_product");
  CAF_CHECK_EQUAL(first->restored.size(), 1u);
  CAF_CHECK_EQUAL(count(), 8);
  auto second = undo(manager);
  CAF_REQUIRE(second);
  CAF_CHECK_EQUAL(second->command, "modify_product");
  CAF_CHECK_EQUAL(count(), 3);
  auto third = undo(manager);
  CAF_REQUIRE(third);
  CAF_CHECK_EQUAL(third->removed.size(), 1u);
  CAF_CHECK(products() == before);
  CAF_CHECK(!undo(manager));
}

CAF_TEST(an undo is answered once it is committed) {
  add(manager);
  auto asked = manager->request(aut, caf::infinite, undo_atom_v);
  sched.run();
  CAF_CHECK(!manager->has_next_message());
  CAF_REQUIRE_EQUAL(disk.commit.waiting(), 1u);
  CAF_CHECK(disk.commit.arg().erased == std::vector<product_id>{1});
  commit_all();
  CAF_CHECK(manager->has_next_message());
  asked.receive([](const undo_report&) {}, [](const caf::error&) {});
}

CAF_TEST(everybody undoes what they did themselves) {
  add(manager);
  CAF_CHECK(!undo(other));
  add(other, 5);
  CAF_CHECK(undo(manager));
  CAF_CHECK_EQUAL(count(), 5);
}

CAF_TEST(what was changed since is not undone and stays to be undone) {
  add(manager);
  product_patch patch;
  patch.quantity = 8;
  by<product>(other, modify_atom_v, product_id{1}, patch);
  auto refused = undo(manager);
  CAF_REQUIRE(!refused);
  CAF_CHECK(refused.error() == ec::changed_since);
  CAF_CHECK(detail(refused.error()).find("product 1 was changed")
            != std::string::npos);
  CAF_CHECK(undo(other));
  CAF_CHECK(undo(manager));
  CAF_CHECK(products().empty());
}

CAF_TEST(an import is undone as one) {
  add(manager);
  auto before = products();
  auto rows = lamps(25);
  rows.rows.insert(rows.rows.begin(), product_row{product_id{1}, lamp(9)});
  auto asked = manager->request(aut, caf::infinite, import_atom_v,
                                product_file{"a.csv"});
  sched.run();
  answer(disk.import, rows);
  commit_all();
  asked.receive([](const import_report& x) { CAF_CHECK_EQUAL(x.added, 25u); },
                [](const caf::error& why) { CAF_FAIL(sentence(why)); });
  CAF_CHECK_EQUAL(products().size(), 26u);
  auto undone = undo(manager);
  if (!undone)
    CAF_FAIL(sentence(undone.error()));
  CAF_CHECK_EQUAL(undone->command, "import");
  CAF_CHECK_EQUAL(undone->products, 26u);
  CAF_CHECK_EQUAL(undone->removed.size() + undone->modified.size(),
                  undo_report::most_shown);
  CAF_CHECK(products() == before);
}

CAF_TEST(nothing is written while rows are imported) {
  auto asked = manager->request(aut, caf::infinite, import_atom_v,
                                product_file{"a.csv"});
  sched.run();
  disk.import.answer(lamps(25));
  while (count_of_products() < 10)
    CAF_REQUIRE(sched.try_run_once());
  auto saved = ask<save_report>(aut, save_atom_v);
  while (count_of_products() < 25) {
    CAF_CHECK_EQUAL(disk.commit.count(), 0u);
    CAF_REQUIRE(sched.try_run_once());
  }
  sched.run();
  CAF_REQUIRE_EQUAL(disk.commit.waiting(), 1u);
  CAF_CHECK_EQUAL(disk.commit.arg().put.size(), 25u);
  commit_all();
  CAF_CHECK(saved.value().written);
  asked.receive([](const import_report&) {}, [](const caf::error&) {});
}

CAF_TEST(the history tells who did what and when) {
  auto added = ask<product>(aut, caf::add_atom_v, lamp());
  sched.run();
  now += 1'000;
  offer table{"sku:1", "Table", {4900, currency{}}, 10, false, ""};
  tell<stock_report>(stock_atom_v, lot{"home24", "MEUBLE", {table}});
  table.cost.cents = 3900;
  tell<stock_report>(stock_atom_v, lot{"home24", "MEUBLE", {table}});
  auto told = unwritten();
  CAF_REQUIRE_EQUAL(told.size(), 2u);
  CAF_CHECK(told[0].who == author::scraper);
  CAF_CHECK_EQUAL(told[0].category, "MEUBLE");
  CAF_CHECK_EQUAL(told[0].name, "Table");
  CAF_CHECK_EQUAL(told[0].time, now);
  CAF_CHECK(told[0].before == (holding{10, 4900}));
  CAF_CHECK(told[0].after == (holding{10, 3900}));
  CAF_CHECK(told[1].who == author::manager);
  CAF_CHECK_EQUAL(told[1].name, "Lampe");
  CAF_CHECK_EQUAL(told[1].time, now - 1'000);
  CAF_CHECK(!told[1].before);
}

CAF_TEST(what the disk tells follows what is not written and comes once) {
  auto added = ask<product>(aut, caf::add_atom_v, lamp());
  sched.run();
  auto told = tell<movements>(history_atom_v, history_query{0, 2});
  CAF_CHECK(disk.history.arg() == (history_query{0, 2}));
  auto older = movement{};
  auto same = movement{};
  same.number = 1;
  answer(disk.history, movements{same, older});
  CAF_REQUIRE_EQUAL(told.value().size(), 2u);
  CAF_CHECK_EQUAL(told.value()[0].name, "Lampe");
  CAF_CHECK_EQUAL(told.value()[1].number, 0u);
}

CAF_TEST(a movement is written with its change and only then forgotten) {
  auto added = ask<product>(aut, caf::add_atom_v, lamp());
  sched.run();
  CAF_REQUIRE_EQUAL(disk.commit.arg().moved.size(), 1u);
  CAF_CHECK_EQUAL(disk.commit.arg().moved.front().number, 1u);
  answer(disk.commit, full_disk());
  CAF_CHECK_EQUAL(unwritten().size(), 1u);
  auto saved = tell<save_report>(save_atom_v);
  CAF_REQUIRE_EQUAL(disk.commit.arg().moved.size(), 1u);
  commit_all();
  CAF_CHECK(unwritten().empty());
}

CAF_TEST(a history that can not be read is told) {
  auto told = tell<movements>(history_atom_v, history_query{});
  answer(disk.history, full_disk());
  CAF_CHECK(told.error() == full_disk());
}

CAF_TEST_FIXTURE_SCOPE_END()
