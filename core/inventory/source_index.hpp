// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/inventory/index_segment.hpp"
#include "messages/product_view.hpp"
#include "messages/source_hash.hpp"

namespace storify {

/// Finds scraped products by where they come from: a hash table that grows a
/// segment at a time, so that no single change takes long, however many
/// products there are. It keeps a place and the hash for each; the
/// key itself stays with the product.
/// Source: Fagin et al., Extendible Hashing, ACM TODS 4 (1979).
class source_index {
public:
  using place = index_segment::place;

  /// So many are worth to be prefetched before the first is looked up.
  static constexpr size_t looked_up_at_once = 16;

  static source_hash hash_of(const source_view& x) {
    return hash_of_source(hash_of_site(x.site), x.key);
  }

  source_index();

  /// Has the processor fetch what `find` and `insert` will look at first.
  void prefetch(source_hash key) const;

  /// Returns the place with that hash for which `is_wanted(place)` is true.
  template <class Predicate>
  std::optional<place> find(source_hash key, Predicate is_wanted) const {
    return segment_of(key).find(key, is_wanted);
  }

  /// Adds a place that isn't there yet.
  void insert(source_hash key, place where);

  /// Removes a place that is there.
  void erase(source_hash key, place where) {
    segment_of(key).erase(key, where);
  }

private:
  size_t slot_of(source_hash key) const {
    return key & (directory_.size() - 1);
  }
  const index_segment& segment_of(source_hash key) const {
    return segments_[directory_[slot_of(key)]];
  }
  index_segment& segment_of(source_hash key) {
    return segments_[directory_[slot_of(key)]];
  }
  void split(source_hash key);

  std::vector<index_segment> segments_;
  std::vector<uint32_t> directory_; ///< Segments, by the last bits of the hash.
};

} // namespace storify
