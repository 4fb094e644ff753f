// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE interval_grid
#include "test/suite.hpp"

#include "core/basics/interval_grid.hpp"

#include <chrono>

using namespace storify;
using namespace std::chrono_literals;

namespace {

constexpr interval_grid::time_point start{1h};

// Every ten seconds from `start`.
void check_next(caf::timespan now, caf::timespan expected) {
  interval_grid grid{start, 10s};
  CAF_CHECK_EQUAL(grid.next_after(start + now) - start, expected);
}

} // namespace

CAF_TEST(the first time is one interval from the start) {
  check_next(0s, 10s);
}

CAF_TEST(a time within an interval leads to its end) {
  check_next(1ns, 10s);
  check_next(10s - 1ns, 10s);
  check_next(10s + 1ns, 20s);
}

CAF_TEST(a time on the grid leads to the next one) {
  check_next(10s, 20s);
  check_next(20s, 30s);
}

CAF_TEST(times that passed unseen are left out) {
  check_next(1h, 1h + 10s);
  check_next(1h + 3s, 1h + 10s);
}

CAF_TEST(a clock behind the start leads to the first time) {
  check_next(-1ns, 10s);
  check_next(-1h, 10s);
}

CAF_TEST(the grid does not drift) {
  interval_grid grid{start, 7ms};
  auto now = start;
  for (int i = 1; i <= 1000; ++i) {
    auto due = grid.next_after(now);
    CAF_REQUIRE_EQUAL(due - start, i * 7ms);
    now = due + 3ms; // a run that takes its time
  }
}
