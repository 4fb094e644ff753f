// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE supervisor_store
#include "test/suite.hpp"

#include <algorithm>
#include <stdexcept>

#include "actors/store.hpp"
#include "test/supervisor_fixture.hpp"

using namespace storify;
using namespace std::chrono_literals;

namespace {

using names = supervisor_fixture::names;
using enum scraper_phase;

size_t count(const names& diary, const std::string& what) {
  return static_cast<size_t>(std::count(diary.begin(), diary.end(), what));
}

// A DATABASE that throws while it loads, as long as it is told so.
database_actor::behavior_type fragile_database(database_actor::pointer self,
                                               const bool* throws) {
  explain_crashes(self);
  return {
    [throws](load_atom, uint64_t) {
      if (*throws)
        throw std::runtime_error{"boom"};
      return inventory_part{};
    },
    [](commit_atom, const change_set& x) { return x.revision; },
    [](save_atom, const snapshot& x) { return x.revision(); },
    [](history_atom, const history_query&) { return std::vector<movement>{}; },
    [](import_atom, const product_file&) { return file_rows{}; },
    [](export_atom, const product_file&, const snapshot&) {
      return uint64_t{0};
    },
  };
}

} // namespace

CAF_TEST_FIXTURE_SCOPE(supervisor_store_tests, supervisor_fixture)

// -- the store ----------------------------------------------------------------

CAF_TEST(a store that crashes loads again with new users) {
  open_loaded(1);
  news();
  auto database = people.database;
  crash(people.store);
  auto gone = news();
  CAF_CHECK_EQUAL(count(gone, "-scheduler"), 1u);
  CAF_CHECK_EQUAL(count(gone, "-scraper 0"), 1u);
  CAF_CHECK_EQUAL(count(gone, "-scraper 1"), 1u);
  pass(100ms);
  CAF_CHECK_EQUAL(news(),
                  (names{"+store", "+scheduler", "+scraper 0", "+scraper 1"}));
  CAF_CHECK(people.database == database);
  CAF_CHECK(people.stores_of_scrapers[1] == people.store);
}

CAF_TEST(the repl gets the new store) {
  open_loaded(1);
  crash(people.store);
  pass(100ms);
  CAF_REQUIRE_EQUAL(repl().stores.size(), 2u);
  CAF_CHECK(repl().stores[1] == people.store);
}

CAF_TEST(scrapers that were at work begin again with the new store) {
  open_loaded(0);
  report({"JARDIN", done, 10, 1, ""});
  crash(people.store);
  pass(100ms);
  CAF_CHECK_EQUAL(starts(0), 1u);
  CAF_CHECK_EQUAL(starts(1), 0u);
  CAF_CHECK(row(0).phase == running);
}

CAF_TEST(a store that crashes before it has loaded is asked again) {
  open();
  crash(people.store);
  pass(100ms);
  CAF_CHECK_EQUAL(store().take_snapshot.waiting(), 1u);
  load(0);
  CAF_CHECK_EQUAL(starts(0), 1u);
}

CAF_TEST(a store that crashes later is no reason to scrape) {
  open_loaded(1);
  crash(people.store);
  pass(100ms);
  load(0);
  CAF_CHECK_EQUAL(starts(0), 0u);
}

CAF_TEST(a store that can not load again closes the shop) {
  open_loaded(1);
  crash(people.store);
  pass(100ms);
  next_notice();
  auto why = fail(ec::storage_damaged, "x.db");
  CAF_REQUIRE_EQUAL(store().take_snapshot.waiting(), 1u);
  store().take_snapshot.answer(why);
  sched.run();
  CAF_REQUIRE_EQUAL(store().save.waiting(), 1u);
  store().save.answer(why);
  sched.run();
  CAF_CHECK_EQUAL(next_notice(), sentence(why));
  CAF_CHECK_EQUAL(day->value(), 5);
}

CAF_TEST(scrape waits for the new store) {
  open_loaded(1);
  crash(people.store);
  news();
  ask<names>(boss, scrape_atom_v, names{"MEUBLE"});
  sched.run();
  CAF_CHECK_EQUAL(news(), names{});
  pass(100ms);
  CAF_CHECK_EQUAL(starts(0), 1u);
}

CAF_TEST(nobody is doubled when a user of the store crashed before it) {
  open_loaded(0);
  crash_scraper(0);
  crash(people.scheduler);
  crash(people.store);
  news();
  pass(1s);
  CAF_CHECK_EQUAL(news(),
                  (names{"+store", "+scheduler", "+scraper 0", "+scraper 1"}));
  CAF_CHECK_EQUAL(starts(0), 1u);
}

CAF_TEST(nobody is hired for a store that is away) {
  open_loaded(0);
  // The second crash of the store pauses longer than the scraper's first.
  crash(people.store);
  pass(100ms);
  crash_scraper(0);
  crash(people.store);
  news();
  pass(150ms);
  CAF_CHECK_EQUAL(news(), names{});
  pass(50ms);
  CAF_CHECK_EQUAL(news().size(), 4u);
}

CAF_TEST(a store that crashes too often closes the shop) {
  open_loaded(1);
  for (auto i = 0; i < 5; ++i) {
    crash(people.store);
    next_notice();
    pass(2s);
  }
  crash(people.store, "store: boom");
  CAF_CHECK_EQUAL(next_notice(), "the store crashed too often: an internal "
                                 "fault: store: boom");
  CAF_CHECK_EQUAL(day->value(), 5);
}

CAF_TEST(a shop that closes while the store is away has nothing to save) {
  open_loaded(1);
  crash(people.store);
  caf::anon_send(boss, stop_atom_v, int32_t{0});
  sched.run();
  CAF_CHECK_EQUAL(day->value(), 0);
}

// -- the database -------------------------------------------------------------

CAF_TEST(a database that crashes takes the store with it) {
  open_loaded(1);
  news();
  crash(people.database);
  auto gone = news();
  CAF_CHECK_EQUAL(gone.size(), 5u);
  CAF_CHECK_EQUAL(count(gone, "-store"), 1u);
  pass(100ms);
  CAF_CHECK_EQUAL(news(), (names{"+database", "+store", "+scheduler",
                                 "+scraper 0", "+scraper 1"}));
}

CAF_TEST(there is one store when both had crashed) {
  open_loaded(1);
  crash(people.store);
  pass(50ms);
  crash(people.database);
  news();
  pass(1s);
  CAF_CHECK_EQUAL(news(), (names{"+database", "+store", "+scheduler",
                                 "+scraper 0", "+scraper 1"}));
}

CAF_TEST(a database that throws while it loads is started again) {
  auto throws = true;
  house = fake_household(people, {"MEUBLE"});
  house.hire_database = [&](caf::actor_system& system) {
    return people.hire("database",
                       database_actor{system.spawn(fragile_database, &throws)});
  };
  house.hire_store = [&](caf::actor_system& system,
                         const database_actor& database) {
    return people.hire("store", store_actor{system.spawn(storify::store,
                                                         store_config{"x.db"},
                                                         database)});
  };
  open_house(scrape_when::automatic);
  CAF_CHECK(!day->has_come());
  CAF_CHECK_EQUAL(starts(0), 0u);
  throws = false;
  pass(100ms);
  CAF_CHECK_EQUAL(starts(0), 1u);
}

CAF_TEST(what a dismissed scraper still reports is ignored) {
  open_loaded(1);
  auto dismissed = people.scrapers[0];
  crash(people.store);
  pass(100ms);
  caf::send_as(dismissed, scraper_watcher{boss},
               scraper_status{"MEUBLE", running, 1, 1, ""});
  sched.run();
  CAF_CHECK(row(0).phase == idle);
}

CAF_TEST_FIXTURE_SCOPE_END()
