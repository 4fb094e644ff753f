// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <memory_resource>
#include <span>
#include <string_view>
#include <vector>

#include "core/query/listing_query.hpp"
#include "messages/snapshot.hpp"

namespace storify {

/// Where a product is, and what it is sorted by: small, since a million of them
/// are moved about.
struct sort_entry {
  uint64_t key;     ///< A number, or the first bytes of a text.
  const char* text; ///< Null unless sorted by a text: its size and itself.
  snapshot::position row;
};

/// The order that is asked for; where products are alike the lower id comes
/// first.
struct sooner {
  bool desc;
  bool operator()(const sort_entry& a, const sort_entry& b) const {
    return a.key != b.key ? (a.key < b.key) != desc : is_text_sooner(a, b);
  }

private:
  bool is_text_sooner(const sort_entry& a, const sort_entry& b) const;
};

/// Makes what the products of a snapshot are sorted by. Texts are compared
/// blind to case and accents; what an origin has is found out once.
class sort_keys {
public:
  sort_keys(const snapshot& from, sort_column by);

  // Entries point into its memory.
  sort_keys(const sort_keys&) = delete;
  sort_keys& operator=(const sort_keys&) = delete;

  /// Returns the entry of a product; its text lives until the next call.
  sort_entry entry_of(const snapshot::const_iterator& x);

  /// Makes the text of an entry live as long as this object.
  void keep(sort_entry& x) {
    copy_text(x, texts_);
  }

  /// Makes the text of an entry live until the next call of `sort`.
  void keep_for_sort(sort_entry& x) {
    copy_text(x, unsorted_);
  }

  /// Sorts entries that were kept for it, and keeps their texts in that order:
  /// who goes through them then finds each text behind the one before.
  void sort(std::span<sort_entry> entries, sooner order);

private:
  static void copy_text(sort_entry& x, std::pmr::monotonic_buffer_resource& to);
  void set_text(sort_entry& out, std::string_view text);

  sort_column by_;
  std::vector<uint64_t> ranks_; ///< By origin, if that is what counts.
  std::vector<char> folded_;    ///< Used again and again.
  std::pmr::monotonic_buffer_resource unsorted_;
  std::pmr::monotonic_buffer_resource texts_;
};

} // namespace storify
