// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE store_listeners
#include "test/suite.hpp"

#include "actors/store.hpp"

#include <string>
#include <utility>
#include <vector>

#include "caf/stateful_actor.hpp"

#include "test/fakes/fake_database.hpp"
#include "test/fixtures.hpp"

using namespace storify;

namespace {

// A listener that takes its time: it asks for the next change when the test
// says so.
struct slow_listener_state {
  static constexpr const char* name = "slow_listener";

  explicit slow_listener_state(inventory_listener::pointer self) : heard(self) {
  }

  scripted_clause<void, inventory_changed> heard;
};

inventory_listener::behavior_type
slow_listener(inventory_listener::stateful_pointer<slow_listener_state> self) {
  return {
    [self](const inventory_changed& x) {
      return self->state.heard.ask(self, x);
    },
  };
}

struct fixture : actor_fixture {
  database_actor database = sys.spawn(prompt_database);
  store_actor aut = sys.spawn(store, store_config{"inventory.csv", false, 10},
                              database);
  inventory_listener listener = sys.spawn(slow_listener);
  scripted_clause<void, inventory_changed>& heard =
    state_of<slow_listener_state>(listener).heard;

  fixture() {
    sched.run();
  }

  ~fixture() override {
    end(listener);
    end(aut);
    end(database);
  }

  void subscribe() {
    caf::anon_send(aut, caf::subscribe_atom_v, listener);
    sched.run();
  }

  void unsubscribe() {
    caf::anon_send(aut, caf::unsubscribe_atom_v, listener);
    sched.run();
  }

  void add(int64_t quantity = 3) {
    ask<product>(aut, caf::add_atom_v,
                 product_draft{"Lampe", {1999, currency{}}, quantity});
    sched.run();
  }

  void answer() {
    CAF_REQUIRE(heard.waiting() > 0);
    heard.answer();
    sched.run();
  }

  void check_told(size_t times, const inventory_changed& latest) {
    CAF_CHECK_EQUAL(heard.count(), times);
    CAF_REQUIRE_EQUAL(heard.waiting(), 1u);
    CAF_CHECK(heard.arg() == latest);
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(store_listeners_tests, fixture)

CAF_TEST(a listener is told of every kind of change) {
  subscribe();
  CAF_CHECK_EQUAL(heard.count(), 0u);
  add();
  check_told(1, {1, 1, 3});
  answer();
  ask<product>(aut, modify_atom_v, product_id{1}, product_patch{{}, {}, 5});
  sched.run();
  check_told(2, {2, 1, 5});
  answer();
  offer table{"sku:1", "Table", {4900, currency{}}, 10, false, ""};
  ask<stock_report>(aut, stock_atom_v, lot{"site", "MEUBLE", {table}});
  sched.run();
  check_told(3, {3, 2, 15});
  answer();
  ask<std::vector<product>>(aut, remove_atom_v, std::vector<product_id>{1});
  sched.run();
  check_told(4, {4, 1, 10});
}

CAF_TEST(changes that a slow listener missed are told as one) {
  subscribe();
  for (int i = 0; i < 100; ++i)
    add();
  check_told(1, {1, 1, 3});
  answer();
  check_told(2, {100, 100, 300});
  answer();
  CAF_CHECK_EQUAL(heard.count(), 2u);
  CAF_CHECK_EQUAL(heard.waiting(), 0u);
}

CAF_TEST(what changes nothing is not told) {
  subscribe();
  add(-1);
  ask<stock_report>(aut, stock_atom_v, lot{"site", "MEUBLE", {}});
  sched.run();
  CAF_CHECK_EQUAL(heard.count(), 0u);
}

CAF_TEST(what happened before a listener came is not told) {
  add();
  subscribe();
  ask<stock_report>(aut, stock_atom_v, lot{"site", "MEUBLE", {}});
  sched.run();
  CAF_CHECK_EQUAL(heard.count(), 0u);
}

CAF_TEST(who subscribes twice is told once) {
  subscribe();
  subscribe();
  add();
  CAF_CHECK_EQUAL(heard.count(), 1u);
}

CAF_TEST(who unsubscribes is told no more) {
  subscribe();
  add();
  unsubscribe();
  add();
  answer();
  CAF_CHECK_EQUAL(heard.count(), 1u);
  unsubscribe();
}

CAF_TEST(who comes back is still told one change at a time) {
  subscribe();
  add();
  unsubscribe();
  subscribe();
  add();
  CAF_REQUIRE_EQUAL(heard.waiting(), 2u);
  answer(); // To what it heard before it left.
  add();
  check_told(2, {2, 2, 6});
  answer();
  check_told(3, {3, 3, 9});
}

CAF_TEST(who fails is told no more) {
  subscribe();
  add();
  heard.answer(fail(ec::terminal_lost, ""));
  sched.run();
  add();
  CAF_CHECK_EQUAL(heard.count(), 1u);
}

CAF_TEST(who failed may subscribe again) {
  subscribe();
  add();
  heard.answer(fail(ec::terminal_lost, ""));
  sched.run();
  subscribe();
  add();
  check_told(2, {2, 2, 6});
}

CAF_TEST(a listener that died is left out and the others are told) {
  auto other = sys.spawn(slow_listener);
  auto& heard_by_other = state_of<slow_listener_state>(other).heard;
  subscribe();
  caf::anon_send(aut, caf::subscribe_atom_v, other);
  sched.run();
  end(listener);
  add();
  CAF_CHECK_EQUAL(heard_by_other.count(), 1u);
  heard_by_other.answer();
  sched.run();
  add();
  CAF_CHECK_EQUAL(heard_by_other.count(), 2u);
  end(other);
}

CAF_TEST(an import is told slice by slice) {
  auto disk = sys.spawn(fake_database);
  auto importing = sys.spawn(store, store_config{"inventory.csv", false, 10},
                             disk);
  sched.run();
  auto& script = state_of<fake_database_state>(disk);
  script.load.answer(inventory_part{});
  caf::anon_send(importing, caf::subscribe_atom_v, listener);
  ask<import_report>(importing, import_atom_v, product_file{"file.csv"});
  sched.run();
  script.import.answer(
    file_rows{{25, {{}, {"Lampe", {1999, currency{}}, 1}}}, {}});
  sched.run();
  check_told(1, {10, 10, 10});
  answer();
  check_told(2, {25, 25, 25});
  end(importing);
  end(disk);
}

CAF_TEST_FIXTURE_SCOPE_END()
