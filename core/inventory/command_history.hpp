// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <utility>

#include "core/inventory/command_record.hpp"

namespace storify {

/// The commands of one person that can be taken back, the last one first. The
/// oldest are forgotten when there are many.
class command_history {
public:
  static constexpr size_t most_commands = 100;
  static constexpr size_t most_products = 1'000'000; ///< Of all of them.

  void add(command_record x) {
    products_ += x.size();
    records_.push_back(std::move(x));
    while (records_.size() > most_commands
           || (records_.size() > 1 && products_ > most_products)) {
      products_ -= records_.front().size();
      records_.pop_front();
    }
  }

  /// Returns the last command, or null.
  const command_record* last() const {
    return records_.empty() ? nullptr : &records_.back();
  }

  /// Forgets the last command, which was taken back.
  void drop_last() {
    products_ -= records_.back().size();
    records_.pop_back();
  }

private:
  std::deque<command_record> records_;
  size_t products_ = 0;
};

} // namespace storify
