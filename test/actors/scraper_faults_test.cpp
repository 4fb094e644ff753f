// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE scraper_faults
#include "test/suite.hpp"

#include "test/scraper_fixture.hpp"

using namespace storify;
using namespace std::chrono_literals;

namespace {

using names = std::vector<std::string>;
using enum scraper_phase;

struct fixture : scraper_fixture {
  /// Expects the run to have ended badly, with this sentence.
  void check_failed(const std::string& note) {
    auto last = last_report();
    CAF_CHECK(last.phase == failed);
    CAF_CHECK_EQUAL(last.note, note);
    CAF_CHECK_EQUAL(url(), "");
    // Nothing is tried behind our back.
    pass(1h);
    CAF_CHECK_EQUAL(url(), "");
  }

  void check_final(const caf::error& why) {
    start();
    refuse(why);
    check_failed(sentence(why));
  }

  void check_tried_again(const caf::error& why) {
    start();
    refuse(why);
    CAF_CHECK_EQUAL(url(), "");
    pass(500ms);
    CAF_CHECK_EQUAL(url(), "http://x/1");
    bring(names{"a"});
    take_lot();
    CAF_CHECK(last_report() == (scraper_status{"MEUBLE", done, 1, 1, ""}));
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(scraper_faults_tests, fixture)

// -- pages that don't come ----------------------------------------------------

CAF_TEST(a page is tried again after half a second and after a second) {
  auto why = fail(ec::server_error, "http://x/1: 500");
  start();
  refuse(why);
  CAF_CHECK_EQUAL(last_report().note, "try 2 after: " + sentence(why));
  pass(499ms);
  CAF_CHECK_EQUAL(url(), "");
  pass(1ms);
  CAF_CHECK_EQUAL(url(), "http://x/1");
  refuse(why);
  CAF_CHECK_EQUAL(last_report().note, "try 3 after: " + sentence(why));
  pass(999ms);
  CAF_CHECK_EQUAL(url(), "");
  pass(1ms);
  CAF_CHECK_EQUAL(url(), "http://x/1");
  refuse(why);
  check_failed("the server failed: http://x/1: 500");
}

CAF_TEST(each page has three tries of its own) {
  auto why = fail(ec::timed_out, "http://x/: 7s");
  start();
  for (auto delay : {500ms, 1000ms}) {
    refuse(why);
    pass(delay);
  }
  bring({"a"}, "/2");
  take_lot();
  for (auto delay : {500ms, 1000ms}) {
    refuse(why);
    pass(delay);
  }
  bring(names{"b"});
  take_lot();
  // Nor does the note of a try that failed stay behind.
  CAF_CHECK(last_report() == (scraper_status{"MEUBLE", done, 2, 2, ""}));
}

CAF_TEST(a fetcher that is being restarted is asked again) {
  check_tried_again(fail(ec::fetcher_down, "http://x/1"));
}

CAF_TEST(a fetcher that is gone is asked again) {
  check_tried_again(caf::sec::request_receiver_down);
}

CAF_TEST(a page that is not there fails at once) {
  check_final(fail(ec::page_refused, "http://x/1: 404"));
}

CAF_TEST(a host that is not there fails at once) {
  check_final(fail(ec::host_unreachable, "http://x/1: no such host"));
}

// -- pages that can't be read -------------------------------------------------

CAF_TEST(an empty page fails with a sentence) {
  start();
  bring("");
  check_failed("the page is empty: http://x/1");
}

CAF_TEST(a page without products fails with a sentence) {
  start();
  bring("<html><body><p>nothing</p></body></html>");
  auto last = last_report();
  CAF_CHECK(last.phase == failed);
  CAF_CHECK(last.note.starts_with("no products found: http://x/1"));
}

CAF_TEST(what came before a fault stays) {
  start();
  bring({"a"}, "/2");
  take_lot();
  bring("");
  CAF_CHECK(last_report()
            == (scraper_status{"MEUBLE", failed, 1, 1,
                               "the page is empty: http://x/2"}));
}

CAF_TEST(tiles that can not be read are counted) {
  start();
  auto text = body({"a"});
  text.insert(text.find("</body>"),
              "<div class=tile data-sku=z><b class=name>z</b></div>");
  bring(text);
  take_lot();
  auto last = last_report();
  CAF_CHECK(last.phase == done);
  CAF_CHECK_EQUAL(last.note, "1 unreadable, the first: tile 2 of http://x/1 "
                             "has no price");
}

CAF_TEST(pages that lead in a circle are read once) {
  start();
  bring({"a"}, "/2");
  take_lot();
  bring({"b"}, "/1");
  take_lot();
  CAF_CHECK(last_report()
            == (scraper_status{"MEUBLE", done, 2, 2,
                               "the next link leads back to http://x/1"}));
}

// -- pause --------------------------------------------------------------------

CAF_TEST(a scraper that is paused goes on where it was) {
  start();
  bring({"a"}, "/2");
  take_lot();
  tell(pause_atom_v);
  CAF_CHECK(last_report().phase == paused);
  // The page that is on its way is kept.
  bring(names{"b"});
  CAF_CHECK_EQUAL(offered(), names{});
  tell(start_atom_v);
  CAF_CHECK_EQUAL(offered(), names{"b"});
  take_lot();
  CAF_CHECK(last_report() == (scraper_status{"MEUBLE", done, 2, 2, ""}));
}

CAF_TEST(a pause between two products is not cut short) {
  config.pace = 4s;
  start();
  bring(names{"a", "b"});
  take_lot();
  pass(1s);
  tell(pause_atom_v);
  tell(start_atom_v);
  pass(2s);
  CAF_CHECK_EQUAL(offered(), names{});
  pass(1s);
  CAF_CHECK_EQUAL(offered(), names{"b"});
}

CAF_TEST(a try that comes due while paused waits for the start) {
  start();
  refuse(fail(ec::server_error, "http://x/1: 500"));
  tell(pause_atom_v);
  pass(1h);
  CAF_CHECK_EQUAL(url(), "");
  tell(start_atom_v);
  CAF_CHECK_EQUAL(url(), "http://x/1");
}

CAF_TEST(pause is ignored unless the scraper runs) {
  start();
  bring(names{"a"});
  take_lot();
  CAF_CHECK(last_report().phase == done);
  tell(pause_atom_v);
  CAF_CHECK_EQUAL(reports().waiting(), 0u);
}

CAF_TEST(start is ignored while the scraper runs) {
  start();
  tell(start_atom_v);
  CAF_CHECK_EQUAL(fetches().count(), 1u);
  last_report();
  CAF_CHECK_EQUAL(reports().count(), 1u);
}

// -- stop ---------------------------------------------------------------------

CAF_TEST(a scraper that is stopped says so and what was sent stays) {
  start();
  bring({"a"}, "/2");
  take_lot();
  tell(stop_atom_v);
  CAF_CHECK(
    last_report()
    == (scraper_status{"MEUBLE", stopped, 1, 1, "stopped before the end"}));
}

CAF_TEST(stop is ignored unless there is a run) {
  start();
  bring(names{"a"});
  take_lot();
  last_report();
  tell(stop_atom_v);
  CAF_CHECK_EQUAL(reports().waiting(), 0u);
}

CAF_TEST(a page that comes after the stop is ignored) {
  start();
  tell(stop_atom_v);
  bring(names{"a"});
  CAF_CHECK_EQUAL(offered(), names{});
  CAF_CHECK(last_report().phase == stopped);
}

CAF_TEST(a page of a run that was given up is ignored) {
  start();
  tell(stop_atom_v);
  tell(start_atom_v);
  CAF_CHECK_EQUAL(fetches().waiting(), 2u);
  bring(names{"old"});
  CAF_CHECK_EQUAL(offered(), names{});
  bring(names{"new"});
  CAF_CHECK_EQUAL(offered(), names{"new"});
}

CAF_TEST(a fault of a run that was given up is ignored) {
  start();
  tell(stop_atom_v);
  tell(start_atom_v);
  refuse(fail(ec::page_refused, "http://x/1: 404"));
  CAF_CHECK(last_report().phase == running);
}

CAF_TEST(an answer of the store to a run that was given up is ignored) {
  config.lot_size = 1;
  start();
  bring(names{"a", "b"});
  tell(stop_atom_v);
  tell(start_atom_v);
  take_lot();
  CAF_CHECK_EQUAL(offered(), names{});
  CAF_CHECK_EQUAL(fetches().count(), 2u);
  CAF_CHECK_EQUAL(last_report().products, 0u);
}

CAF_TEST(a pause of a run that was given up is ignored) {
  config.pace = 4s;
  start();
  bring(names{"a", "b"});
  take_lot();
  tell(stop_atom_v);
  tell(start_atom_v);
  bring(names{"a", "b"});
  take_lot();
  pass(3s);
  tell(stop_atom_v);
  tell(start_atom_v);
  bring(names{"a", "b"});
  take_lot();
  // Two old pauses end now, the new one does not.
  pass(1s);
  CAF_CHECK_EQUAL(offered(), names{});
  pass(3s);
  CAF_CHECK_EQUAL(offered(), names{"b"});
}

CAF_TEST(a new run begins from the first page and at zero) {
  start();
  bring({"a"}, "/2");
  take_lot();
  bring(names{"b"});
  take_lot();
  last_report();
  tell(start_atom_v);
  CAF_CHECK(last_report() == (scraper_status{"MEUBLE", running, 0, 0, ""}));
  CAF_CHECK_EQUAL(url(), "http://x/1");
  bring(names{"a"});
  CAF_CHECK_EQUAL(offered(), names{"a"});
}

CAF_TEST_FIXTURE_SCOPE_END()
