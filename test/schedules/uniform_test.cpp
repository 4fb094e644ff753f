// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE uniform
#include "test/suite.hpp"

#include "test/schedules/many_plays.hpp"

using namespace storify;

CAF_TEST_FIXTURE_SCOPE(uniform_tests, many_plays)

CAF_TEST(on a good day every promise holds in any order) {
  check(strategy::uniform, {});
}

CAF_TEST(when actors crash every promise holds in any order) {
  check(strategy::uniform, {.actors_crash = true});
}

CAF_TEST(when the disk fails every promise holds in any order) {
  check(strategy::uniform, {.disk_fails = true});
}

CAF_TEST(on a bad day every promise holds in any order) {
  check(strategy::uniform, {.actors_crash = true, .disk_fails = true});
}

CAF_TEST(the same seed gives the same play) {
  size_t messages = 0;
  for (uint64_t seed = 1; seed <= 20; ++seed) {
    weather sky{.actors_crash = true, .disk_fails = true};
    auto once = record(strategy::uniform, sky, seed);
    messages += once.size();
    CAF_CHECK(once == record(strategy::uniform, sky, seed));
  }
  CAF_CHECK_GREATER(messages, 1'000u);
}

CAF_TEST_FIXTURE_SCOPE_END()
