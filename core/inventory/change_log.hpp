// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <limits>
#include <set>
#include <vector>

#include "core/inventory/place_set.hpp"
#include "core/inventory/product_table.hpp"
#include "messages/product.hpp"

namespace storify {

/// Keeps which products and removed sources are not written yet. Writes take
/// them along slice by slice, one write at a time; what a person waits for goes
/// first. What a failed write took along is marked again.
class change_log {
public:
  using place = product_table::place;

  /// What a write takes along.
  struct marks {
    std::vector<place> products; ///< Ascending, each once.
    std::set<source_key> sources;
  };

  /// Marks what a person changed: the next write takes it along.
  void touch_first(place x) {
    first_.insert(x);
  }
  void touch_first(const source_key& x) {
    sources_.insert(x);
  }

  /// Marks what can be written behind.
  void touch(place x) {
    behind_.insert(x);
  }

  /// Returns whether there is nothing to write.
  bool empty() const {
    return first_.empty() && sources_.empty() && behind_.empty()
           && due_.empty();
  }

  /// Makes everything marked by now due: it goes before what is marked later.
  void make_all_due() {
    due_.merge(behind_);
  }

  /// Returns whether something that was made due waits for a write.
  bool has_due() const {
    return !due_.empty();
  }

  static constexpr auto all = std::numeric_limits<size_t>::max();

  /// Begins a write of what persons changed and of about `most` others, and
  /// returns what it takes along. @pre no write is under way
  marks begin_write(size_t most = all);

  /// Begins a write of everything. @pre no write is under way
  void begin_whole_write();

  /// Ends the write; what it took along is safe, or else marked again.
  void end_write(bool written);

private:
  place_set first_;
  std::set<source_key> sources_;
  place_set behind_;
  place_set due_;
  // What the write under way took from each of them.
  std::vector<place> first_taken_;
  std::vector<place> behind_taken_;
  std::set<source_key> sources_taken_;
  place_set all_taken_; ///< By a write of everything.
};

} // namespace storify
