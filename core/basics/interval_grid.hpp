// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <chrono>

#include "caf/timespan.hpp"

namespace storify {

/// The times at which something is due again and again: `start` plus whole
/// multiples of the interval, however long a run took.
class interval_grid {
public:
  using time_point = std::chrono::steady_clock::time_point;

  /// @pre every > 0
  interval_grid(time_point start, caf::timespan every)
    : start_(start), every_(every) {
  }

  /// Returns the first time of the grid after `now`: times that passed while
  /// the machine slept are left out, not caught up.
  time_point next_after(time_point now) const {
    auto passed = now < start_ ? 0 : (now - start_) / every_;
    return start_ + (passed + 1) * every_;
  }

private:
  time_point start_;
  caf::timespan every_;
};

} // namespace storify
