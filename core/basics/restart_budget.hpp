// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <chrono>
#include <deque>
#include <optional>

#include "caf/timespan.hpp"

namespace storify {

/// How often a child that crashes is started again.
struct restart_limit {
  size_t count = 5;                                ///< Restarts …
  caf::timespan period = std::chrono::seconds{30}; ///< … within this time.
  caf::timespan delay = std::chrono::milliseconds{100}; ///< Doubles each time.
};

/// Counts the crashes of one child.
class restart_budget {
public:
  using time_point = std::chrono::steady_clock::time_point;

  explicit restart_budget(restart_limit limit = {}) : limit_(limit) {
  }

  /// Notes a crash and returns how long to wait before the restart, or nothing
  /// when the budget is used up.
  std::optional<caf::timespan> crashed(time_point now);

private:
  restart_limit limit_;
  std::deque<time_point> recent_;
};

} // namespace storify
