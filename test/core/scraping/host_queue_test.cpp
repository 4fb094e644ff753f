// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE host_queue
#include "test/suite.hpp"

#include "core/scraping/host_queue.hpp"

#include <chrono>
#include <string>
#include <vector>

using namespace std::chrono_literals;
using namespace storify;

namespace {

using ids = std::vector<uint64_t>;
using time_point = host_queue::time_point;

struct fixture {
  host_queue queue{64};
  time_point now{std::chrono::hours{1}};

  void push_many(uint64_t first, uint64_t last, const std::string& host,
                 caf::timespan delay, uint32_t concurrency) {
    for (auto id = first; id <= last; ++id)
      queue.push(id, host, delay, concurrency);
  }

  // Checks what starts at `now`.
  void check_starts(const ids& expected) {
    auto started = queue.start_ready(now);
    CAF_CHECK_EQUAL(started, expected);
  }

  // Checks how long after `now` the queue wants to be asked again.
  void check_next(caf::timespan expected) {
    auto next = queue.next_time();
    CAF_REQUIRE(next.has_value());
    CAF_CHECK_EQUAL(caf::timespan{*next - now}.count(), expected.count());
  }

  void check_no_next() {
    CAF_CHECK(!queue.next_time().has_value());
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(host_queue_tests, fixture)

CAF_TEST(requests at one host start in the order they came) {
  push_many(1, 5, "a", 0s, 9);
  check_starts({1, 2, 3, 4, 5});
  CAF_CHECK_EQUAL(queue.open(), 5u);
}

CAF_TEST(no more than the concurrency are open at one host) {
  push_many(1, 4, "a", 0s, 2);
  check_starts({1, 2});
  check_starts({});
  check_no_next();
  queue.finished("a");
  check_starts({3});
  queue.finished("a");
  queue.finished("a");
  check_starts({4});
}

CAF_TEST(a concurrency of zero counts as one) {
  push_many(1, 2, "a", 0s, 0);
  check_starts({1});
  queue.finished("a");
  check_starts({2});
}

CAF_TEST(the delay lies between two starts at one host) {
  push_many(1, 3, "a", 100ms, 9);
  check_starts({1});
  check_next(100ms);
  now += 99ms;
  check_starts({});
  now += 1ms;
  check_starts({2});
  now += 1h;
  check_starts({3});
  check_no_next();
}

CAF_TEST(the delay counts from the last start also when all has finished) {
  queue.push(1, "a", 100ms, 1);
  check_starts({1});
  now += 30ms;
  queue.finished("a");
  queue.push(2, "a", 100ms, 1);
  check_starts({});
  check_next(70ms);
}

CAF_TEST(a request that waits for a transfer to end names no time) {
  push_many(1, 2, "a", 100ms, 1);
  check_starts({1});
  check_no_next();
  queue.finished("a");
  check_next(100ms);
}

CAF_TEST(the earliest of several hosts names the time) {
  push_many(1, 2, "slow", 5s, 9);
  push_many(3, 4, "fast", 1s, 9);
  check_starts({1, 3});
  check_next(1s);
  now += 1s;
  check_starts({4});
  check_next(4s);
}

CAF_TEST(a host that waits holds up no other) {
  push_many(1, 50, "a", 1s, 1);
  push_many(51, 52, "b", 0s, 2);
  check_starts({1, 51, 52});
}

CAF_TEST(no more than the total are open and hosts take turns then) {
  queue = host_queue{2};
  push_many(1, 3, "a", 0s, 9);
  push_many(11, 13, "b", 0s, 9);
  check_starts({1, 11});
  check_no_next();
  for (uint64_t turn = 2; turn <= 3; ++turn) {
    now += 1s;
    queue.finished("a");
    check_starts({turn});
    queue.finished("b");
    check_starts({turn + 10});
  }
}

CAF_TEST(a host that was let wait longest goes first) {
  queue = host_queue{1};
  push_many(1, 9, "busy", 0s, 9);
  check_starts({1});
  queue.push(20, "late", 0s, 9);
  now += 1s;
  queue.finished("busy");
  check_starts({20});
  now += 1s;
  queue.finished("late");
  check_starts({2});
}

CAF_TEST(a delay of any size is taken) {
  push_many(1, 2, "endless", caf::timespan::max(), 9);
  push_many(3, 4, "negative", caf::timespan::min(), 9);
  check_starts({1, 3, 4});
  auto next = queue.next_time();
  CAF_CHECK(next == time_point::max());
}

CAF_TEST(a thousand hosts and a hundred thousand requests are no burden) {
  // With a scan of the hosts at each start this would take minutes, and the
  // watchdog of the test would end it.
  constexpr uint64_t hosts = 1'000;
  constexpr uint64_t per_host = 100;
  std::vector<std::string> names;
  for (uint64_t i = 0; i < hosts; ++i)
    names.push_back("https://shop-" + std::to_string(i) + ".example:443");
  for (uint64_t i = 0; i < hosts * per_host; ++i)
    queue.push(i, names[i % hosts], 1s, 1);
  uint64_t started = 0;
  for (size_t round = 0; queue.next_time(); ++round) {
    for (auto batch = queue.start_ready(now); !batch.empty();
         batch = queue.start_ready(now))
      for (auto id : batch) {
        CAF_REQUIRE_EQUAL(id, started);
        ++started;
        queue.finished(names[id % hosts]);
      }
    now += 1s;
  }
  CAF_CHECK_EQUAL(started, hosts * per_host);
}

CAF_TEST_FIXTURE_SCOPE_END()
