// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE fetcher
#include "test/suite.hpp"

#include "actors/fetcher.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "messages/errors.hpp"
#include "test/fakes/scripted_engine.hpp"
#include "test/fixtures.hpp"

using namespace std::chrono_literals;
using namespace storify;

namespace {

using urls = std::vector<std::string>;

struct fixture : actor_fixture {
  std::shared_ptr<engine_script> script = std::make_shared<engine_script>();
  fetcher_actor aut = start_fetcher({});
  std::vector<reply<page>> asked;

  ~fixture() override {
    end(aut);
  }

  fetcher_actor start_fetcher(fetcher_config config) {
    return sys.spawn<fetcher>(std::make_unique<scripted_engine>(script),
                              config);
  }

  // Lets everybody work in turns, so that a fetcher that polls again and again
  // leaves time to the others, until there is nothing to do but to wait.
  void settle() {
    auto enough = script->polls + 5;
    while (script->polls < enough && sched.try_run_once())
      std::rotate(sched.jobs.begin(),
                  sched.jobs.begin() + (sched.jobs.empty() ? 0 : 1),
                  sched.jobs.end());
  }

  reply<page> get(const std::string& url, caf::timespan delay = 0s,
                  uint32_t concurrency = 9) {
    auto result = ask<page>(aut, caf::get_atom_v,
                            fetch_request{url, 5s, delay, concurrency});
    settle();
    return result;
  }

  void advance(caf::timespan time) {
    advance_time(time);
    settle();
  }

  void finish(const std::string& url, caf::expected<page> result = page{}) {
    script->finish(url, std::move(result));
    settle();
  }

  void check_started(const urls& expected) {
    CAF_CHECK_EQUAL(script->started, expected);
  }

  void check_error(const reply<page>& got, const caf::error& expected) {
    auto why = got.error();
    CAF_CHECK_EQUAL(why, expected);
    CAF_CHECK_EQUAL(detail(why), detail(expected));
  }

  // Makes all kinds of requests, lets `happen` end the fetcher, and checks that
  // each has an answer. Returns the exit reason.
  template <class F>
  caf::error check_end(F happen) {
    std::vector<reply<page>> replies{get("http://a/open"),
                                     get("http://b/open", 1s),
                                     get("http://b/delayed", 1s),
                                     get("http://c/open", 0s, 1),
                                     get("http://c/queued", 0s, 1)};
    caf::error reason;
    aut->attach_functor([&](const caf::error& why) { reason = why; });
    happen();
    settle();
    for (auto& got : replies)
      CAF_CHECK_EQUAL(got.error(), ec::fetcher_down);
    check_error(replies[2], fail(ec::fetcher_down, "http://b/delayed"));
    return reason;
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(fetcher_tests, fixture)

// -- get ----------------------------------------------------------------------

CAF_TEST(a page is answered when it has come) {
  auto got = get("http://a/");
  CAF_CHECK(!got.has_come());
  finish("http://a/", page{"http://a/x", "text/html", "<p>"});
  CAF_CHECK(got.value() == (page{"http://a/x", "text/html", "<p>"}));
}

CAF_TEST(what went wrong is answered as it is) {
  auto got = get("http://a/");
  finish("http://a/", fail(ec::page_refused, "http://a/ (status 404)"));
  check_error(got, fail(ec::page_refused, "http://a/ (status 404)"));
}

CAF_TEST(answers go to who asked in any order) {
  auto first = get("http://a/1");
  auto second = get("http://a/2");
  finish("http://a/2", page{"", "", "second"});
  CAF_CHECK(!first.has_come());
  CAF_CHECK_EQUAL(second.value().body, "second");
  finish("http://a/1", page{"", "", "first"});
  CAF_CHECK_EQUAL(first.value().body, "first");
}

CAF_TEST(two starts at one host lie the delay apart) {
  get("http://a/1", 1s);
  get("http://a/2", 1s);
  get("http://b/1", 1s);
  check_started({"http://a/1", "http://b/1"});
  advance(999ms);
  check_started({"http://a/1", "http://b/1"});
  advance(1ms);
  check_started({"http://a/1", "http://b/1", "http://a/2"});
}

CAF_TEST(the delay runs also while nothing is open) {
  get("http://a/1", 1s);
  finish("http://a/1");
  auto second = get("http://a/2", 1s);
  CAF_CHECK(!sched.has_job());
  advance(1s);
  finish("http://a/2");
  CAF_CHECK(second.has_come());
}

CAF_TEST(no more than the concurrency are open at one host) {
  get("http://a/1", 0s, 2);
  get("http://a/2", 0s, 2);
  get("http://a/3", 0s, 2);
  check_started({"http://a/1", "http://a/2"});
  finish("http://a/2", fail(ec::timed_out, "http://a/2 after 5s"));
  check_started({"http://a/1", "http://a/2", "http://a/3"});
}

CAF_TEST(the same host is one however it is written) {
  get("http://Shop.example/1", 0s, 1);
  get("http://shop.example:80/2", 0s, 1);
  get("http://shop.example:8080/3", 0s, 1);
  check_started({"http://Shop.example/1", "http://shop.example:8080/3"});
}

CAF_TEST(no more than the total are open at all hosts) {
  end(aut);
  aut = start_fetcher({2});
  get("http://a/");
  get("http://b/");
  get("http://c/");
  check_started({"http://a/", "http://b/"});
  finish("http://a/");
  check_started({"http://a/", "http://b/", "http://c/"});
}

// -- poll and tick ------------------------------------------------------------

CAF_TEST(nothing is polled while nothing is open) {
  CAF_CHECK_EQUAL(script->polls, 0u);
  get("http://a/");
  CAF_CHECK(sched.has_job());
  finish("http://a/");
  CAF_CHECK(!sched.has_job());
}

CAF_TEST(every message but the poll wakes the engine) {
  get("http://a/1", 1s);
  CAF_CHECK_EQUAL(script->wakes, 1u);
  get("http://a/2", 1s);
  CAF_CHECK_EQUAL(script->wakes, 2u);
  CAF_CHECK_GREATER(script->polls, 4u);
  advance(1s);
  CAF_CHECK_EQUAL(script->wakes, 3u);
}

CAF_TEST(a shorter delay than the one waited for is kept too) {
  auto get_one = [&](const std::string& url, caf::timespan delay) {
    get(url, delay);
    if (script->started.back() == url)
      finish(url); // While one is open the fetcher looks at the time anyway.
  };
  get_one("http://slow/1", 10s);
  get_one("http://slow/2", 10s);
  get_one("http://fast/1", 1s);
  get_one("http://fast/2", 1s);
  CAF_CHECK(!sched.has_job());
  advance(1s);
  CAF_CHECK_EQUAL(script->started.back(), "http://fast/2");
  finish("http://fast/2");
  advance(8s);
  CAF_CHECK_EQUAL(script->started.back(), "http://fast/2");
  advance(1s);
  CAF_CHECK_EQUAL(script->started.back(), "http://slow/2");
  CAF_CHECK_EQUAL(advance_time(1h), 0u);
}

// -- the end ------------------------------------------------------------------

CAF_TEST(an exit answers all that is open or waits) {
  auto reason = check_end(
    [this] { caf::anon_send_exit(aut, caf::exit_reason::user_shutdown); });
  CAF_CHECK_EQUAL(reason, caf::exit_reason::user_shutdown);
}

CAF_TEST(a kill answers all that is open or waits) {
  check_end([this] { caf::anon_send_exit(aut, caf::exit_reason::kill); });
}

CAF_TEST(an engine that throws in poll is reported and all is answered) {
  auto reason = check_end([this] { script->throws_in_poll = "out of luck"; });
  CAF_CHECK_EQUAL(reason, ec::crashed);
  CAF_CHECK_EQUAL(detail(reason), "fetcher: out of luck");
}

CAF_TEST(an engine that throws in start is reported and all is answered) {
  auto reason = check_end([this] {
    script->throws_in_start = "out of luck";
    auto last = get("http://d/");
    check_error(last, fail(ec::fetcher_down, "http://d/"));
  });
  CAF_CHECK_EQUAL(reason, ec::crashed);
  CAF_CHECK_EQUAL(detail(reason), "fetcher: out of luck");
}

CAF_TEST(a request that comes too late is answered too) {
  end(aut);
  CAF_CHECK_EQUAL(get("http://a/").error(), caf::sec::request_receiver_down);
}

CAF_TEST_FIXTURE_SCOPE_END()
