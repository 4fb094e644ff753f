// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "io/basics/unique_fd.hpp"

namespace storify {

/// Wakes a thread out of its `poll`: an eventfd that is readable from the
/// first `wake` to the next `drain`.
class waker {
public:
  /// Throws `std::system_error` when the process has no descriptor left.
  waker();

  /// May be called by any thread, at any time.
  void wake() const noexcept;

  /// Forgets all wakes so far.
  void drain() const noexcept;

  /// Returns what to poll for input.
  int fd() const noexcept {
    return event_.get();
  }

private:
  unique_fd event_;
};

} // namespace storify
