// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "messages/source_hash.hpp"

namespace storify {

/// A small hash table from hashes to places: entries are kept in the order of
/// their hashes, each at the slot that its hash points to or soon behind. So a
/// search for what isn't there ends early, and a larger table is filled from
/// first to last.
/// Source: Amble and Knuth, Ordered hash tables, Computer Journal 17 (1974).
class index_segment {
public:
  /// Where a product is; less than 2^36 - 1.
  using place = uint64_t;

  /// Makes an empty table whose hashes have their last `depth` bits in common.
  index_segment(size_t slots, unsigned depth);

  unsigned depth() const {
    return depth_;
  }

  /// Returns where a search begins, to be prefetched.
  const uint64_t* first_look(source_hash key) const {
    return &entries_[home(key)];
  }

  template <class Predicate>
  std::optional<place> find(source_hash key, Predicate is_wanted) const {
    for (auto at = lower_bound(key);
         hash_in(entries_[at]) == key && entries_[at] != empty; ++at)
      if (is_wanted(place_in(entries_[at])))
        return place_in(entries_[at]);
    return std::nullopt;
  }

  /// Adds a place; returns false if the table is too full for that.
  bool insert(source_hash key, place where);

  /// Removes a place that is there.
  void erase(source_hash key, place where);

  /// Returns whether it has the size from which on two are better than one.
  bool is_large() const;

  /// Makes the table larger by half.
  void grow();

  /// Returns two tables with what is in this one, by the next bit of the hash.
  std::pair<index_segment, index_segment> split() const;

private:
  static constexpr unsigned place_bits = 64 - source_hash_bits;
  static constexpr uint64_t empty = 0;

  // Places are kept one higher: no entry is `empty`.
  static uint64_t entry_of(source_hash key, place where) {
    return (uint64_t{key} << place_bits) | (where + 1);
  }
  static source_hash hash_in(uint64_t entry) {
    return static_cast<source_hash>(entry >> place_bits);
  }
  static place place_in(uint64_t entry) {
    return (entry & ((uint64_t{1} << place_bits) - 1)) - 1;
  }

  // Hashes that follow each other have homes that do.
  size_t home(source_hash key) const {
    return static_cast<size_t>((uint64_t{key} * slots_) >> source_hash_bits);
  }
  // Returns the first slot at or behind the home that is empty or has an entry
  // whose hash isn't lower.
  size_t lower_bound(source_hash key) const {
    auto at = home(key);
    auto least = entry_of(key, 0);
    while (entries_[at] != empty && entries_[at] < least)
      ++at;
    return at;
  }
  void append(uint64_t entry, size_t& end);

  void put(size_t at, uint64_t entry);

  uint32_t slots_; ///< That hashes point to.
  uint32_t size_ = 0;
  unsigned depth_;
  /// Behind the slots there is room for what finds no place in them; the last
  /// one is always empty and ends every search.
  std::vector<uint64_t> entries_;
};

} // namespace storify
