// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <deque>
#include <limits>
#include <set>
#include <vector>

#include "core/inventory/place_set.hpp"
#include "core/inventory/product_table.hpp"
#include "messages/product.hpp"

namespace storify {

/// Keeps which products and removed sources are not written yet. Writes take
/// them along slice by slice; what a person waits for goes first. What a failed
/// write took along is marked again. Writes end in the order in which they
/// began.
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

  /// Returns whether something that a person changed waits for a write.
  bool has_first() const {
    return !first_.empty() || !sources_.empty();
  }

  /// Returns whether something that was made due waits for a write.
  bool has_due() const {
    return !due_.empty();
  }

  static constexpr auto all = std::numeric_limits<size_t>::max();

  /// Begins a write of what persons changed and of up to `most` others, those
  /// that are due before the rest, and returns what it takes along.
  marks begin_write(size_t most = all);

  /// Begins a write of everything.
  void begin_whole_write();

  /// Ends the oldest write; what it took along is safe, or else marked again.
  /// @pre one is under way
  void end_write(bool written);

  /// Marks again what the newest write took along: it doesn't take place.
  /// @pre one is under way
  void take_back_write();

private:
  /// What a write took from each of the sets.
  struct taken {
    std::vector<place> first;
    std::vector<place> behind;
    std::set<source_key> sources;
    place_set all; ///< By a write of everything.
  };

  void mark_again(taken x);

  place_set first_;
  std::set<source_key> sources_;
  place_set behind_;
  place_set due_;
  std::deque<taken> writes_; ///< Under way, the oldest first.
};

} // namespace storify
