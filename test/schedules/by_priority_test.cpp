// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE by_priority
#include "test/suite.hpp"

#include "test/schedules/many_plays.hpp"

using namespace storify;

CAF_TEST_FIXTURE_SCOPE(by_priority_tests, many_plays)

CAF_TEST(on a good day every promise holds by any priorities) {
  check(strategy::by_priority, {});
}

CAF_TEST(when actors crash every promise holds by any priorities) {
  check(strategy::by_priority, {.actors_crash = true});
}

CAF_TEST(when the disk fails every promise holds by any priorities) {
  check(strategy::by_priority, {.disk_fails = true});
}

CAF_TEST(on a bad day every promise holds by any priorities) {
  check(strategy::by_priority, {.actors_crash = true, .disk_fails = true});
}

CAF_TEST(the same seed gives the same play) {
  size_t messages = 0;
  for (uint64_t seed = 1; seed <= 20; ++seed) {
    weather sky{.actors_crash = true, .disk_fails = true};
    auto once = record(strategy::by_priority, sky, seed);
    messages += once.size();
    CAF_CHECK(once == record(strategy::by_priority, sky, seed));
  }
  CAF_CHECK_GREATER(messages, 1'000u);
}

CAF_TEST_FIXTURE_SCOPE_END()
