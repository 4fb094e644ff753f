// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE scraper
#include "test/suite.hpp"

#include "core/scraping/invented_quantity.hpp"
#include "test/scraper_fixture.hpp"

using namespace storify;
using namespace std::chrono_literals;

namespace {

using names = std::vector<std::string>;
using enum scraper_phase;

} // namespace

CAF_TEST_FIXTURE_SCOPE(scraper_tests, scraper_fixture)

// -- from the first page to the last ------------------------------------------

CAF_TEST(a scraper does nothing before it is started) {
  aut = sys.spawn(scraper, config,
                  scraper_contacts{fetching, storing, watching});
  sched.run();
  CAF_CHECK_EQUAL(url(), "");
  CAF_CHECK_EQUAL(reports().waiting(), 0u);
}

CAF_TEST(pages are asked for as the profile says) {
  start();
  CAF_REQUIRE_EQUAL(fetches().waiting(), 1u);
  CAF_CHECK(fetches().arg() == (fetch_request{"http://x/1", 7s, 2s, 3}));
}

CAF_TEST(all pages are read and all products sent) {
  start();
  bring({"a", "b"}, "/2");
  CAF_CHECK_EQUAL(offered(), (names{"a", "b"}));
  take_lot();
  CAF_CHECK_EQUAL(url(), "http://x/2");
  bring(names{"c"});
  CAF_CHECK_EQUAL(offered(), names{"c"});
  take_lot();
  CAF_CHECK_EQUAL(url(), "");
  auto last = last_report();
  CAF_CHECK(last == (scraper_status{"MEUBLE", done, 3, 2, ""}));
}

CAF_TEST(a lot tells where its offers come from) {
  start();
  bring(names{"a"});
  CAF_REQUIRE_EQUAL(lots().waiting(), 1u);
  const auto& sent = lots().arg();
  CAF_CHECK_EQUAL(sent.site(), "shop");
  CAF_CHECK_EQUAL(sent.category(), "MEUBLE");
  auto quantity = invented_quantity(7, {"shop", "sku:a"});
  offer expected{"sku:a", "a", {999, {}}, quantity, false, ""};
  CAF_CHECK(sent.offers().at(0) == expected);
}

CAF_TEST(a product that stands on two pages is sent once) {
  start();
  bring({"a", "b", "a"}, "/2");
  take_lot();
  bring(names{"b", "c"});
  CAF_CHECK_EQUAL(offered(), names{"c"});
}

// -- lots ---------------------------------------------------------------------

CAF_TEST(no second lot is sent before the answer) {
  config.lot_size = 2;
  start();
  bring({"a", "b", "c"}, "/2");
  CAF_CHECK_EQUAL(offered(), (names{"a", "b"}));
  CAF_CHECK_EQUAL(lots().waiting(), 1u);
  take_lot();
  CAF_CHECK_EQUAL(offered(), names{"c"});
}

CAF_TEST(no page is fetched while offers wait) {
  config.lot_size = 2;
  start();
  bring({"a", "b", "c"}, "/2");
  CAF_CHECK_EQUAL(url(), "");
  take_lot();
  CAF_CHECK_EQUAL(url(), "");
  take_lot();
  CAF_CHECK_EQUAL(url(), "http://x/2");
}

CAF_TEST(a store that refuses a lot ends the run) {
  start();
  bring(names{"a"});
  lots().answer(fail(ec::storage_damaged, "x.db"));
  sched.run();
  auto last = last_report();
  CAF_CHECK(last.phase == failed);
  CAF_CHECK_EQUAL(last.note, sentence(fail(ec::storage_damaged, "x.db")));
  CAF_CHECK_EQUAL(last.products, 0u);
}

CAF_TEST(a scraper whose store crashed waits to be replaced) {
  start();
  bring(names{"a"});
  lots().answer(fail(ec::crashed, "store: boom"));
  sched.run();
  CAF_CHECK(last_report().phase == running);
  CAF_CHECK_EQUAL(lots().waiting(), 0u);
}

// -- the limit ----------------------------------------------------------------

CAF_TEST(no more products are sent than the limit) {
  config.order.limit = 2;
  start();
  bring({"a", "b", "c"}, "/2");
  CAF_CHECK_EQUAL(offered(), (names{"a", "b"}));
  take_lot();
  CAF_CHECK_EQUAL(url(), "");
  CAF_CHECK(last_report() == (scraper_status{"MEUBLE", done, 2, 1, ""}));
}

CAF_TEST(the limit counts over pages) {
  config.order.limit = 3;
  start();
  bring({"a", "b"}, "/2");
  take_lot();
  bring({"c", "d"}, "/3");
  CAF_CHECK_EQUAL(offered(), names{"c"});
  take_lot();
  CAF_CHECK_EQUAL(url(), "");
}

// -- the pace -----------------------------------------------------------------

CAF_TEST(with a pace products go one by one and the first at once) {
  config.pace = 4s;
  start();
  bring(names{"a", "b", "c"});
  for (const auto* x : {"a", "b"}) {
    CAF_CHECK_EQUAL(offered(), names{x});
    take_lot();
    pass(4s - 1ns);
    CAF_CHECK_EQUAL(offered(), names{});
    pass(1ns);
  }
  CAF_CHECK_EQUAL(offered(), names{"c"});
  take_lot();
  // No pause follows the last one.
  CAF_CHECK(last_report().phase == done);
}

CAF_TEST(the pace holds from one page to the next) {
  config.pace = 4s;
  start();
  bring(names{"a"}, "/2");
  take_lot();
  CAF_CHECK_EQUAL(url(), "");
  pass(4s);
  CAF_CHECK_EQUAL(url(), "http://x/2");
  bring(names{"b"});
  CAF_CHECK_EQUAL(offered(), names{"b"});
}

// -- large pages --------------------------------------------------------------

CAF_TEST(a large page is read in slices) {
  config.slice_size = 1'000;
  names skus;
  for (auto i = 0; i < 200; ++i)
    skus.push_back("p" + std::to_string(i));
  start();
  fetches().answer(page{url(), "text/html", body(skus)});
  auto slices = size_t{0};
  while (lots().waiting() == 0 && sched.try_run_once())
    ++slices;
  CAF_CHECK(slices >= body(skus).size() / 2'000);
  CAF_CHECK_EQUAL(offered().size(), 60u);
}

// -- reports ------------------------------------------------------------------

CAF_TEST(reports go one at a time and tell the latest) {
  config.lot_size = 1;
  start();
  bring(names{"a", "b", "c"});
  for (auto i = 0; i < 3; ++i)
    take_lot();
  // The watcher has not answered the first one yet.
  CAF_REQUIRE_EQUAL(reports().waiting(), 1u);
  CAF_CHECK(reports().arg() == (scraper_status{"MEUBLE", running, 0, 0, ""}));
  reports().answer();
  sched.run();
  CAF_REQUIRE_EQUAL(reports().waiting(), 1u);
  CAF_CHECK(reports().arg() == (scraper_status{"MEUBLE", done, 3, 1, ""}));
  reports().answer();
  sched.run();
  CAF_CHECK_EQUAL(reports().waiting(), 0u);
}

CAF_TEST(a scraper without a watcher works on) {
  start();
  reports().answer(fail(ec::shutting_down, ""));
  bring({"a"}, "/2");
  take_lot();
  CAF_CHECK_EQUAL(url(), "http://x/2");
  CAF_CHECK_EQUAL(reports().waiting(), 0u);
}

CAF_TEST_FIXTURE_SCOPE_END()
