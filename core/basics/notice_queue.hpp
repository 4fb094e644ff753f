// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>

namespace storify {

/// Keeps notices that wait to be shown, a few at most: when a thousand
/// categories fail at once, nobody reads a thousand lines.
class notice_queue {
public:
  explicit notice_queue(size_t most = 5) : most_(most) {
  }

  /// Takes a notice, or only counts it when enough are waiting.
  void push(std::string text);

  /// Returns the next text to show, or nothing.
  std::optional<std::string> pop();

private:
  size_t most_;
  std::deque<std::string> waiting_;
  size_t left_out_ = 0;
};

} // namespace storify
