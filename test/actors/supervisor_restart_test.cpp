// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE supervisor_restart
#include "test/suite.hpp"

#include "actors/fetcher.hpp"
#include "test/fakes/scripted_engine.hpp"
#include "test/supervisor_fixture.hpp"

using namespace storify;
using namespace std::chrono_literals;

namespace {

using names = supervisor_fixture::names;
using enum scraper_phase;

constexpr const char* boom = "an internal fault: fake_scraper: boom";

struct fixture : supervisor_fixture {
  /// Crashes the first scraper and expects it back after `delay`, not sooner.
  void check_back_after(caf::timespan delay) {
    crash_scraper(0);
    CAF_CHECK(row(0).phase == restarting);
    news();
    pass(delay - 1ms);
    CAF_CHECK_EQUAL(news(), names{});
    pass(1ms);
    CAF_CHECK_EQUAL(news(), names{"+scraper 0"});
    CAF_CHECK_EQUAL(starts(0), 1u);
  }

  void use_up_restarts() {
    for (auto delay : {100ms, 200ms, 400ms, 800ms, 1600ms})
      check_back_after(delay);
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(supervisor_restart_tests, fixture)

// -- a scraper ----------------------------------------------------------------

CAF_TEST(a scraper that throws is shown and restarted) {
  open_loaded(0);
  news();
  crash_scraper(0);
  CAF_CHECK_EQUAL(news(), names{"-scraper 0"});
  CAF_CHECK(row(0).phase == restarting);
  CAF_CHECK_EQUAL(row(0).note, std::string{boom} + "; starts again in 100ms");
  pass(100ms);
  CAF_CHECK_EQUAL(starts(0), 1u);
  report({"MEUBLE", done, 10, 1, ""});
  CAF_CHECK_EQUAL(row(0).note, std::string{"was restarted after "} + boom);
  // Its neighbour never noticed.
  CAF_CHECK_EQUAL(starts(1), 1u);
  CAF_CHECK(row(1).phase == running);
}

CAF_TEST(a scraper that was not at work comes back and waits) {
  open_loaded(1);
  crash_scraper(0);
  CAF_CHECK(row(0).phase == idle);
  pass(100ms);
  CAF_CHECK_EQUAL(starts(0), 0u);
}

CAF_TEST(the pause doubles and the sixth crash is the last) {
  open_loaded(0);
  use_up_restarts();
  auto waiting = ask<scrape_summary>(boss, wait_atom_v);
  report({"JARDIN", done, 1, 1, ""});
  CAF_CHECK(!waiting.has_come());
  crash_scraper(0);
  auto note = std::string{boom}
              + "; crashed too often, `scrape MEUBLE` tries again";
  CAF_CHECK(row(0).phase == failed);
  CAF_CHECK_EQUAL(row(0).note, note);
  CAF_CHECK_EQUAL(next_notice(), "MEUBLE: " + note);
  CAF_CHECK(waiting.value() == (scrape_summary{2, 1}));
  news();
  pass(1h);
  CAF_CHECK_EQUAL(news(), names{});
}

CAF_TEST(scrape tries again with a scraper that crashed too often) {
  open_loaded(0);
  use_up_restarts();
  crash_scraper(0);
  auto again = ask<names>(boss, scrape_atom_v, names{"MEUBLE"});
  sched.run();
  CAF_CHECK_EQUAL(again.value(), names{"MEUBLE"});
  CAF_CHECK_EQUAL(starts(0), 1u);
  CAF_CHECK(row(0).phase == running);
  CAF_CHECK_EQUAL(row(0).note, "");
  // All crashes are forgiven.
  check_back_after(100ms);
}

CAF_TEST(crashes over a long time are forgiven) {
  open_loaded(0);
  for (auto i = 0; i < 10; ++i) {
    check_back_after(100ms);
    pass(30s);
  }
  CAF_CHECK(row(0).phase == restarting);
}

CAF_TEST(scrape does not double a scraper whose pause is not over) {
  open_loaded(1);
  crash_scraper(0);
  news();
  ask<names>(boss, scrape_atom_v, names{"MEUBLE"});
  sched.run();
  CAF_CHECK_EQUAL(starts(0), 1u);
  pass(100ms);
  CAF_CHECK_EQUAL(news(), names{"+scraper 0"});
  CAF_CHECK_EQUAL(starts(0), 1u);
}

CAF_TEST(a shop that closes hires nobody again) {
  open_loaded(0);
  crash_scraper(0);
  caf::anon_send(boss, stop_atom_v, int32_t{0});
  sched.run();
  news();
  pass(1s);
  CAF_CHECK_EQUAL(news(), names{});
  store().save.answer(save_report{});
  sched.run();
  CAF_CHECK_EQUAL(day->value(), 0);
}

// -- the fetcher --------------------------------------------------------------

CAF_TEST(a fetcher that crashes comes back and is told) {
  open_loaded(1);
  news();
  crash(people.fetcher, "fetcher: no memory");
  CAF_CHECK_EQUAL(next_notice(), "the fetcher starts again in 100ms, since it "
                                 "had an internal fault: fetcher: no memory");
  auto meanwhile = ask<page>(boss, caf::get_atom_v,
                             fetch_request{"http://u:p@x/"});
  sched.run();
  CAF_CHECK(meanwhile.error() == ec::fetcher_down);
  CAF_CHECK_EQUAL(detail(meanwhile.error()), "http://x/");
  pass(100ms);
  CAF_CHECK_EQUAL(news(), (names{"-fetcher", "+fetcher"}));
  // Scrapers go on by the same address.
  ask<page>(boss, caf::get_atom_v, fetch_request{"http://x/"});
  sched.run();
  CAF_CHECK_EQUAL(fetcher().fetch.waiting(), 1u);
}

CAF_TEST(a fetcher that crashes too often stays away) {
  open_loaded(1);
  for (auto delay : {100ms, 200ms, 400ms, 800ms, 1600ms}) {
    crash(people.fetcher);
    next_notice();
    pass(delay);
  }
  news();
  crash(people.fetcher);
  CAF_CHECK_EQUAL(next_notice(),
                  "the fetcher crashed too often and stays away; leave and "
                  "start storify again to scrape");
  pass(1h);
  CAF_CHECK_EQUAL(news(), names{"-fetcher"});
  auto refused = ask<page>(boss, caf::get_atom_v, fetch_request{"http://x/"});
  sched.run();
  CAF_CHECK(refused.error() == ec::fetcher_down);
}

CAF_TEST(all requests of a fetcher that throws get an answer) {
  auto script = std::make_shared<engine_script>();
  house = fake_household(people, {"MEUBLE"});
  house.hire_fetcher = [&](caf::actor_system& system) {
    return people.hire("fetcher",
                       fetcher_actor{system.spawn<storify::fetcher>(
                         std::make_unique<scripted_engine>(script))});
  };
  open_house(scrape_when::never);
  script->throws_in_poll = "the engine broke";
  std::vector<reply<page>> asked;
  for (auto url : {"http://a/", "http://b/", "http://b/2"})
    asked.push_back(
      ask<page>(boss, caf::get_atom_v, fetch_request{url, 20s, 1h, 1}));
  sched.run();
  CAF_CHECK_EQUAL(script->started, (names{"http://a/", "http://b/"}));
  for (const auto& x : asked)
    CAF_CHECK(x.error() == ec::fetcher_down);
  CAF_CHECK_EQUAL(next_notice(),
                  "the fetcher starts again in 100ms, since it had an internal "
                  "fault: fetcher: the engine broke");
  script->throws_in_poll.clear();
  script->open.clear();
  news();
  pass(100ms);
  CAF_CHECK_EQUAL(news(), names{"+fetcher"});
}

// -- the scheduler and the repl -----------------------------------------------

CAF_TEST(a scheduler that crashes comes back with its jobs) {
  house = fake_household(people, {});
  house.jobs = {{"autosave", 10s, job_action::save}};
  open_house(scrape_when::never);
  load(1);
  crash(people.scheduler);
  next_notice();
  pass(100ms);
  CAF_CHECK_EQUAL(scheduler().add.waiting(), 1u);
  CAF_CHECK_EQUAL(scheduler().add.arg().name, "autosave");
}

CAF_TEST(a scheduler that crashes too often is told) {
  open_loaded(1);
  for (auto i = 0; i < 6; ++i) {
    crash(people.scheduler);
    if (i < 5)
      next_notice();
    pass(2s);
  }
  CAF_CHECK_EQUAL(next_notice(),
                  "the scheduler crashed too often and stays "
                  "away; nothing is saved by itself, use `save`");
}

CAF_TEST(a repl that crashes comes back to the same terminal and store) {
  open_loaded(1);
  news();
  auto before = people.terminal;
  crash(people.repl);
  pass(100ms);
  CAF_CHECK_EQUAL(news(), (names{"-repl", "+repl"}));
  CAF_CHECK(people.terminal == before);
  // Whatever the old one was reading must not be in the way of the new one.
  CAF_CHECK_EQUAL(terminal().cancels, 1u);
  CAF_REQUIRE_EQUAL(repl().stores.size(), 1u);
  CAF_CHECK(repl().stores[0] == people.store);
  // What nobody could be told meanwhile is told now.
  CAF_CHECK_EQUAL(next_notice(), "the repl starts again in 100ms, since it had "
                                 "an internal fault: boom");
}

CAF_TEST(a repl that crashes too often closes the shop) {
  open_loaded(1);
  for (auto i = 0; i < 5; ++i) {
    crash(people.repl);
    pass(2s);
  }
  crash(people.repl);
  store().save.answer(save_report{});
  sched.run();
  CAF_CHECK_EQUAL(day->value(), 1);
}

// -- the supervisor -----------------------------------------------------------

CAF_TEST(a supervisor that crashes takes everybody along) {
  house = fake_household(people, {"MEUBLE"});
  house.hire_scheduler = [](auto&&...) -> scheduler_actor {
    throw std::runtime_error{"boom"};
  };
  open_house(scrape_when::never);
  CAF_CHECK_EQUAL(news(), (names{"+terminal", "+repl", "+database", "+store",
                                 "+fetcher", "-terminal", "-repl", "-database",
                                 "-store", "-fetcher"}));
}

CAF_TEST_FIXTURE_SCOPE_END()
