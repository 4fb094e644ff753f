// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <queue>
#include <string>
#include <unordered_map>
#include <vector>

#include "caf/timespan.hpp"

namespace storify {

/// Keeps requests until their host may be asked again: first come, first
/// served at each host; between hosts, the one that has been let wait longest.
/// All in O(log hosts). A host is remembered for good, since its next request
/// may ask for any delay.
class host_queue {
public:
  using time_point = std::chrono::steady_clock::time_point;

  /// Lets at most `max_open` transfers be open at once, at all hosts together.
  explicit host_queue(size_t max_open);

  /// Appends request `id` for `host`: it may start when fewer than
  /// `concurrency` (0 counts as 1) transfers are open there and `delay` has
  /// passed since the last start there.
  void push(uint64_t id, const std::string& host, caf::timespan delay,
            uint32_t concurrency);

  /// Takes out all that may start at `now`, in the order in which they should;
  /// each counts as open until its host is told `finished`.
  std::vector<uint64_t> start_ready(time_point now);

  /// Notes that a transfer from `host` has ended, well or badly.
  void finished(const std::string& host);

  /// Returns when to call `start_ready` again if nothing finishes before:
  /// nothing if only a transfer that ends can let another one start.
  std::optional<time_point> next_time() const;

  /// Returns how many were started and have not finished.
  size_t open() const {
    return open_;
  }

private:
  struct request {
    uint64_t id;
    caf::timespan delay;
    uint32_t concurrency;
  };

  struct host_state {
    std::deque<request> waiting;
    std::optional<time_point> last_start;
    uint32_t open = 0;
    bool in_line = false;
  };

  /// A host whose first waiting request needs nothing but the time to come.
  struct turn {
    time_point due;
    uint64_t order; ///< Who lined up first goes first if due together.
    host_state* host;

    bool operator>(const turn& other) const {
      return due != other.due ? due > other.due : order > other.order;
    }
  };

  void line_up(host_state& host);
  uint64_t start_next(host_state& host, time_point now);

  size_t max_open_;
  size_t open_ = 0;
  uint64_t last_order_ = 0;
  std::unordered_map<std::string, host_state> hosts_;
  std::priority_queue<turn, std::vector<turn>, std::greater<turn>> line_;
};

} // namespace storify
