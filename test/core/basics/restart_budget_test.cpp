// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE restart_budget
#include "test/suite.hpp"

#include "core/basics/restart_budget.hpp"

#include <chrono>

using namespace storify;
using namespace std::chrono_literals;

namespace {

using time_point = restart_budget::time_point;

constexpr time_point start{1h};

// Crashes the child at `when` and expects a restart after `delay`.
void check_restarts(restart_budget& budget, time_point when,
                    caf::timespan delay) {
  auto wait = budget.crashed(when);
  CAF_REQUIRE(wait.has_value());
  CAF_CHECK_EQUAL(*wait, delay);
}

void check_gives_up(restart_budget& budget, time_point when) {
  CAF_CHECK(!budget.crashed(when).has_value());
}

void use_up(restart_budget& budget) {
  for (auto delay : {100ms, 200ms, 400ms, 800ms, 1600ms})
    check_restarts(budget, start, delay);
}

} // namespace

CAF_TEST(each restart within the period waits twice as long) {
  restart_budget budget;
  use_up(budget);
}

CAF_TEST(the sixth crash within thirty seconds is one too many) {
  restart_budget budget;
  use_up(budget);
  check_gives_up(budget, start + 30s - 1ns);
}

CAF_TEST(crashes that are a period old no longer count) {
  restart_budget budget;
  use_up(budget);
  check_restarts(budget, start + 30s, 100ms);
}

CAF_TEST(the period goes along with the crashes) {
  restart_budget budget;
  for (auto second = 0s; second < 5s; ++second)
    budget.crashed(start + second);
  check_restarts(budget, start + 30s, 1600ms);
  check_gives_up(budget, start + 30s);
  check_restarts(budget, start + 31s, 1600ms);
}

CAF_TEST(a child that crashes now and then is always started again) {
  restart_budget budget;
  for (auto minute = 0min; minute < 100min; ++minute)
    check_restarts(budget, start + minute, 100ms);
}

CAF_TEST(the limit can be chosen) {
  restart_budget budget{{2, 1s, 10ms}};
  check_restarts(budget, start, 10ms);
  check_restarts(budget, start, 20ms);
  check_gives_up(budget, start);
  check_restarts(budget, start + 1s, 10ms);
}

CAF_TEST(with a limit of none the first crash is the last) {
  restart_budget budget{{0, 30s, 100ms}};
  check_gives_up(budget, start);
}
