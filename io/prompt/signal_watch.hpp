// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <csignal>
#include <initializer_list>
#include <optional>

#include "io/basics/unique_fd.hpp"
#include "io/basics/waker.hpp"

namespace storify {

/// Takes signals out of a descriptor instead of in the middle of whatever a
/// thread does.
class signal_watch {
public:
  /// Blocks `signals` in this thread and in those that it starts from now on.
  /// Throws `std::system_error` when the process has no descriptor left.
  explicit signal_watch(std::initializer_list<int> signals);

  /// Sleeps until a signal comes, and returns it, or until `end` wakes.
  std::optional<int> wait(const waker& end) const;

private:
  unique_fd fd_;
};

} // namespace storify
