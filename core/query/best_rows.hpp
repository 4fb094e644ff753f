// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <vector>

#include "core/query/sort_keys.hpp"

namespace storify {

/// Keeps the rows that come first in some order, of however many: they are
/// gathered, and cut each time when there are twice as many as are wanted and
/// some. Nearly every row that comes then is behind the last of these, which
/// one comparison tells.
class best_rows {
public:
  /// Keeps `wanted` rows, > 0.
  best_rows(size_t wanted, sooner order);

  /// Returns whether a row may be among those that are kept.
  bool wants(const sort_entry& x) const {
    return !has_last_ || order_(x, last_);
  }

  /// Adds a row. @pre `wants(x)`, and its text lives as long as this object
  void add(const sort_entry& x) {
    rows_.push_back(x);
    if (rows_.size() == most_)
      cut();
  }

  /// Returns the rows in their order. Nothing can be added any more.
  const std::vector<sort_entry>& sort();

private:
  void cut();

  size_t wanted_;
  size_t most_;
  sooner order_;
  std::vector<sort_entry> rows_;
  bool has_last_ = false;
  sort_entry last_{}; ///< The last that would be kept, if all had come.
};

} // namespace storify
