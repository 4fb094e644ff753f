// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE supervisor_day
#include "test/suite.hpp"

#include "test/supervisor_fixture.hpp"

using namespace storify;
using namespace std::chrono_literals;

namespace {

using names = supervisor_fixture::names;

} // namespace

CAF_TEST_FIXTURE_SCOPE(supervisor_day_tests, supervisor_fixture)

// -- opening ------------------------------------------------------------------

CAF_TEST(everybody is hired in order with the prompt first) {
  open();
  CAF_CHECK_EQUAL(news(), (names{"+terminal", "+repl", "+database", "+store",
                                 "+fetcher", "+scheduler", "+scraper 0",
                                 "+scraper 1"}));
  CAF_REQUIRE_EQUAL(repl().stores.size(), 1u);
  CAF_CHECK(repl().stores[0] == people.store);
}

CAF_TEST(a new scheduler gets the jobs) {
  house = fake_household(people, {"MEUBLE"});
  house.jobs = {{"autosave", 10s, job_action::save}};
  open_house(scrape_when::never);
  CAF_CHECK_EQUAL(scheduler().add.waiting(), 1u);
  CAF_CHECK_EQUAL(scheduler().add.arg().name, "autosave");
  scheduler().add.answer();
  sched.run();
  CAF_CHECK_EQUAL(next_notice(), "");
}

CAF_TEST(a job that is refused is told) {
  house = fake_household(people, {"MEUBLE"});
  house.jobs = {{"autosave", 10s, job_action::save}};
  open_house(scrape_when::never);
  scheduler().add.answer(fail(ec::job_exists, "autosave"));
  sched.run();
  CAF_CHECK_EQUAL(next_notice(), "there is a job \"autosave\" already");
}

// -- closing ------------------------------------------------------------------

CAF_TEST(everybody goes home in reverse after the last save) {
  open_loaded(1);
  news();
  caf::anon_send(boss, stop_atom_v, int32_t{0});
  sched.run();
  // The store is still there, since it is to save what scrapers brought last.
  auto gone = news();
  CAF_REQUIRE_EQUAL(gone.size(), 4u);
  CAF_CHECK(gone[0].starts_with("-scraper"));
  CAF_CHECK(gone[1].starts_with("-scraper"));
  CAF_CHECK_EQUAL(gone[2], "-scheduler");
  CAF_CHECK_EQUAL(gone[3], "-fetcher");
  CAF_CHECK_EQUAL(store().save.waiting(), 1u);
  CAF_CHECK(!day->has_come());
  store().save.answer(save_report{});
  sched.run();
  CAF_CHECK_EQUAL(news(), (names{"-store", "-database", "-repl", "-terminal"}));
  CAF_CHECK_EQUAL(day->value(), 0);
}

CAF_TEST(the exit code is passed on) {
  open_loaded(1);
  close(130);
  CAF_CHECK_EQUAL(day->value(), 130);
}

CAF_TEST(a second stop changes nothing) {
  open_loaded(1);
  caf::anon_send(boss, stop_atom_v, int32_t{3});
  caf::anon_send(boss, stop_atom_v, int32_t{0});
  sched.run();
  CAF_CHECK_EQUAL(store().save.waiting(), 1u);
  store().save.answer(save_report{});
  sched.run();
  CAF_CHECK_EQUAL(day->value(), 3);
}

CAF_TEST(a last save that fails is told and gives exit code 5) {
  open_loaded(1);
  caf::anon_send(boss, stop_atom_v, int32_t{0});
  sched.run();
  store().save.answer(fail(ec::storage_failed, "inventory.db: disk full"));
  sched.run();
  CAF_CHECK(!day->has_come());
  CAF_CHECK_EQUAL(next_notice(), "storing failed: inventory.db: disk full");
  CAF_CHECK_EQUAL(day->value(), 5);
}

CAF_TEST(a notice that nobody reads does not keep the shop open) {
  open_loaded(1);
  caf::anon_send(boss, stop_atom_v, int32_t{0});
  sched.run();
  store().save.answer(fail(ec::storage_failed, "inventory.db: disk full"));
  sched.run();
  pass(999ms);
  CAF_CHECK(!day->has_come());
  pass(1ms);
  CAF_CHECK_EQUAL(day->value(), 5);
}

CAF_TEST(a store that dies while it saves last gives exit code 5) {
  open_loaded(1);
  caf::anon_send(boss, stop_atom_v, int32_t{0});
  sched.run();
  CAF_CHECK_EQUAL(store().save.waiting(), 1u);
  crash(people.store, "store: boom");
  CAF_CHECK_EQUAL(next_notice(), "an internal fault: store: boom");
  CAF_CHECK_EQUAL(day->value(), 5);
}

CAF_TEST(a signal that comes before the shop opens leaves at once) {
  house = fake_household(people, {"MEUBLE"});
  boss = sys.spawn(supervisor, supervisor_config{}, house);
  caf::anon_send(boss, stop_atom_v, int32_t{130});
  sched.run();
  day = ask<int32_t>(boss, run_atom_v);
  sched.run();
  CAF_CHECK_EQUAL(day->value(), 130);
  CAF_CHECK(people.diary.empty());
}

// -- an inventory that can't be loaded ----------------------------------------

CAF_TEST(a load that fails is told once and closes the shop) {
  open();
  auto why = fail(ec::storage_damaged, "inventory.db: page 3");
  store().take_snapshot.answer(why);
  sched.run();
  // Such a store refuses everything.
  store().save.answer(why);
  sched.run();
  CAF_CHECK_EQUAL(next_notice(), sentence(why));
  CAF_CHECK_EQUAL(next_notice(), "");
  CAF_CHECK_EQUAL(day->value(), exit_code(why));
  CAF_CHECK_EQUAL(day->value(), 5);
}

// -- signals and the terminal -------------------------------------------------

CAF_TEST(an interrupt goes to the repl) {
  open_loaded(1);
  caf::anon_send(boss, interrupt_atom_v);
  sched.run();
  CAF_CHECK_EQUAL(repl().interrupts, 1u);
}

CAF_TEST(an interrupt without a repl is harmless) {
  open_loaded(1);
  crash(people.repl);
  caf::anon_send(boss, interrupt_atom_v);
  sched.run();
  CAF_CHECK(!day->has_come());
}

CAF_TEST(the shop saves and closes when the terminal is lost) {
  open_loaded(1);
  news();
  crash(people.terminal);
  CAF_CHECK_EQUAL(store().save.waiting(), 1u);
  store().save.answer(save_report{});
  sched.run();
  CAF_CHECK_EQUAL(day->value(), 1);
  auto gone = news();
  CAF_CHECK_EQUAL(gone.back(), "-repl");
}

CAF_TEST_FIXTURE_SCOPE_END()
