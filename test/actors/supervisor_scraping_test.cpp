// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE supervisor_scraping
#include "test/suite.hpp"

#include "test/supervisor_fixture.hpp"

using namespace storify;
using namespace std::chrono_literals;

namespace {

using names = supervisor_fixture::names;
using enum scraper_phase;

struct fixture : supervisor_fixture {
  reply<names> scrape(names wanted) {
    auto result = ask<names>(boss, scrape_atom_v, std::move(wanted));
    sched.run();
    return result;
  }

  reply<scrape_summary> wait() {
    auto result = ask<scrape_summary>(boss, wait_atom_v);
    sched.run();
    return result;
  }

  void check_starts(scrape_when when, size_t products, size_t expected) {
    open_loaded(products, when);
    CAF_CHECK_EQUAL(starts(0), expected);
    CAF_CHECK_EQUAL(starts(1), expected);
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(supervisor_scraping_tests, fixture)

// -- without being asked ------------------------------------------------------

CAF_TEST(nobody scrapes before the inventory has loaded) {
  open(scrape_when::always);
  CAF_CHECK_EQUAL(starts(0), 0u);
}

CAF_TEST(an empty inventory is filled) {
  check_starts(scrape_when::automatic, 0, 1);
}

CAF_TEST(an inventory with products is left alone) {
  check_starts(scrape_when::automatic, 1, 0);
}

CAF_TEST(always means with products too) {
  check_starts(scrape_when::always, 1, 1);
}

CAF_TEST(never means not even into an empty inventory) {
  check_starts(scrape_when::never, 0, 0);
}

CAF_TEST(a shop that closes meanwhile does not scrape) {
  open(scrape_when::always);
  caf::anon_send(boss, stop_atom_v, int32_t{0});
  sched.run();
  load(0);
  CAF_CHECK(row(0).phase == idle);
}

// -- scrape -------------------------------------------------------------------

CAF_TEST(scrape starts all categories) {
  open_loaded(1);
  CAF_CHECK_EQUAL(scrape({}).value(), (names{"MEUBLE", "JARDIN"}));
  CAF_CHECK_EQUAL(starts(0), 1u);
  CAF_CHECK_EQUAL(starts(1), 1u);
  CAF_CHECK(row(0).phase == running);
}

CAF_TEST(scrape starts only the categories that are named) {
  open_loaded(1);
  CAF_CHECK_EQUAL(scrape({"jardin"}).value(), names{"JARDIN"});
  CAF_CHECK_EQUAL(starts(0), 0u);
  CAF_CHECK_EQUAL(starts(1), 1u);
}

CAF_TEST(scrape leaves a category alone that is at work) {
  open_loaded(1);
  scrape({});
  scrape({"MEUBLE"});
  CAF_CHECK_EQUAL(starts(0), 1u);
}

CAF_TEST(scrape knows no other categories and starts none) {
  open_loaded(1);
  auto why = scrape({"MEUBLE", "CUISINE"}).error();
  CAF_CHECK(why == ec::no_such_category);
  CAF_CHECK_EQUAL(detail(why), "\"CUISINE\"; there are MEUBLE, JARDIN");
  CAF_CHECK_EQUAL(starts(0), 0u);
}

CAF_TEST(scrape is refused while the shop closes) {
  open_loaded(1);
  caf::anon_send(boss, stop_atom_v, int32_t{0});
  sched.run();
  CAF_CHECK(scrape({}).error() == ec::shutting_down);
}

CAF_TEST(a category that is done can be scraped again) {
  open_loaded(0);
  report({"MEUBLE", done, 10, 1, ""});
  scrape({"MEUBLE"});
  CAF_CHECK_EQUAL(starts(0), 2u);
  CAF_CHECK_EQUAL(row(0).products, 0u);
}

// -- status and wait ----------------------------------------------------------

CAF_TEST(reports are shown in the order of the profile) {
  open_loaded(0);
  scraper_status second{"JARDIN", running, 7, 2, "try 2"};
  report(second);
  auto rows = statuses();
  CAF_REQUIRE_EQUAL(rows.size(), 2u);
  CAF_CHECK_EQUAL(rows[0].category, "MEUBLE");
  CAF_CHECK(rows[1] == second);
}

CAF_TEST(a report about an unknown category is ignored) {
  open_loaded(0);
  report({"CUISINE", failed, 1, 1, "x"});
  CAF_CHECK_EQUAL(statuses().size(), 2u);
  CAF_CHECK_EQUAL(next_notice(), "");
}

CAF_TEST(wait is answered at once when nobody is at work) {
  open_loaded(1);
  CAF_CHECK(wait().value() == (scrape_summary{}));
}

CAF_TEST(wait is not answered before it is known whether to scrape) {
  open(scrape_when::automatic);
  auto waiting = wait();
  CAF_CHECK(!waiting.has_come());
  load(1);
  CAF_CHECK(waiting.value() == (scrape_summary{}));
}

CAF_TEST(wait is answered once when all are at their end and that is told) {
  open_loaded(0);
  auto first = wait();
  auto second = wait();
  report({"MEUBLE", done, 1, 1, ""});
  CAF_CHECK(!first.has_come());
  report({"JARDIN", failed, 0, 0, "no"});
  CAF_CHECK(!first.has_come());
  CAF_CHECK_EQUAL(next_notice(), "JARDIN: no");
  CAF_CHECK(first.value() == (scrape_summary{2, 1}));
  CAF_CHECK(second.value() == (scrape_summary{2, 1}));
  // What is answered is forgotten.
  report({"JARDIN", failed, 0, 0, "no"});
}

CAF_TEST(wait is answered badly when the shop closes) {
  open_loaded(0);
  auto before = wait();
  caf::anon_send(boss, stop_atom_v, int32_t{0});
  sched.run();
  CAF_CHECK(before.error() == ec::shutting_down);
  CAF_CHECK(wait().error() == ec::shutting_down);
}

CAF_TEST(a shop that closes while it is filled says so) {
  open_loaded(0);
  report({"JARDIN", done, 1, 1, ""});
  caf::anon_send(boss, stop_atom_v, int32_t{0});
  sched.run();
  CAF_CHECK_EQUAL(next_notice(), "left before all of MEUBLE was in; `scrape` "
                                 "reads it again");
}

CAF_TEST(a shop that is full closes in silence) {
  open_loaded(0);
  report({"JARDIN", done, 1, 1, ""});
  report({"MEUBLE", failed, 0, 1, ""});
  next_notice();
  caf::anon_send(boss, stop_atom_v, int32_t{0});
  sched.run();
  CAF_CHECK_EQUAL(next_notice(), "");
}

// -- notices ------------------------------------------------------------------

CAF_TEST(a category that fails is told) {
  open_loaded(0);
  report({"MEUBLE", failed, 0, 1, "can't reach x"});
  CAF_CHECK_EQUAL(next_notice(), "MEUBLE: can't reach x");
  report({"JARDIN", done, 1, 1, ""});
  CAF_CHECK_EQUAL(next_notice(), "");
}

CAF_TEST(a thousand failures are a few notices and one at a time) {
  names categories;
  for (auto i = 0; i < 1000; ++i)
    categories.push_back("C" + std::to_string(i));
  open_loaded(0, scrape_when::automatic, categories);
  for (const auto& x : categories)
    caf::anon_send(scraper_watcher{boss},
                   scraper_status{x, failed, 0, 0, "no"});
  sched.run();
  names shown;
  while (repl().notices.waiting() > 0) {
    CAF_CHECK_EQUAL(repl().notices.waiting(), 1u);
    shown.push_back(next_notice());
  }
  CAF_CHECK_EQUAL(
    shown, (names{"C0: no", "C1: no", "C2: no", "C3: no", "C4: no", "C5: no",
                  "… and 994 more; `scrapers` shows what happened"}));
}

CAF_TEST(a notice that could not be shown does not stop the next one) {
  open_loaded(0);
  report({"MEUBLE", failed, 0, 1, "a"});
  report({"JARDIN", failed, 0, 1, "b"});
  repl().notices.answer(fail(ec::terminal_lost, ""));
  sched.run();
  CAF_CHECK_EQUAL(next_notice(), "JARDIN: b");
}

// -- pages --------------------------------------------------------------------

CAF_TEST(a request for a page is passed on to the fetcher) {
  open_loaded(1);
  CAF_CHECK(people.fetchers_of_scrapers[0] == fetcher_actor{boss});
  auto arrived = ask<page>(boss, caf::get_atom_v, fetch_request{"http://x/"});
  sched.run();
  CAF_CHECK_EQUAL(fetcher().fetch.arg().url, "http://x/");
  fetcher().fetch.answer(page{"http://x/", "", "hello"});
  sched.run();
  CAF_CHECK_EQUAL(arrived.value().body, "hello");
}

CAF_TEST(the fault of a page is passed back) {
  open_loaded(1);
  auto arrived = ask<page>(boss, caf::get_atom_v, fetch_request{"http://x/"});
  sched.run();
  fetcher().fetch.answer(fail(ec::timed_out, "http://x/"));
  sched.run();
  CAF_CHECK(arrived.error() == ec::timed_out);
}

CAF_TEST_FIXTURE_SCOPE_END()
