// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/basics/tournament.hpp"
#include "core/query/best_rows.hpp"
#include "core/query/listing_query.hpp"
#include "core/query/product_filter.hpp"
#include "core/query/sort_keys.hpp"
#include "messages/product_view.hpp"
#include "messages/snapshot.hpp"

namespace storify {

/// How much there is of some products.
struct product_totals {
  uint64_t products = 0;
  int64_t pieces = 0; ///< The sum of the quantities.

  bool operator==(const product_totals&) const = default;
};

/// The products of a snapshot that a query asks for. Words are looked for in
/// name, key and category together, blind to case and accents; texts are sorted
/// in the same blindness; where two are alike the lower id comes first.
///
/// The work is done in steps, so that a million products hold nobody up: each
/// step reads some products. If few rows are wanted, the best of them are kept;
/// else a step sorts what it read as one run, and further steps merge the runs,
/// as far as rows are asked for.
class listing {
public:
  listing(snapshot from, listing_query query);

  // Its parts point into its own memory.
  listing(const listing&) = delete;
  listing& operator=(const listing&) = delete;

  const snapshot& from() const {
    return from_;
  }
  const listing_query& query() const {
    return query_;
  }

  /// Works on about `products` products, > 0; returns whether there is more to
  /// do.
  bool step(size_t products);

  /// Returns the number of rows. Valid when no step is left, as is what
  /// follows.
  size_t size() const;

  /// Returns a row, `index` < `size()`; it lives as long as this listing.
  product_view row(size_t index) const;

  /// Has the processor fetch the texts of a row, if there is one.
  void prefetch(size_t index) const;

  /// Returns how much matches, whatever offset and limit leave out.
  const product_totals& matched() const {
    return matched_;
  }

private:
  using merger = tournament<sort_entry, sooner>;

  snapshot::position position_of(size_t index) const;
  void read(size_t products);
  void read_filtered(size_t products);
  void take(const snapshot::const_iterator& x);
  void end_run(size_t begin);
  bool sort(size_t products);
  bool merge(size_t products);
  bool is_read() const;

  snapshot from_;
  listing_query query_;
  bool is_filtered_;
  uint64_t wanted_;  ///< Rows, those that are left out in front included.
  bool is_in_order_; ///< Rows are wanted as they come, or in reverse.
  product_filter filter_;
  sort_keys keys_;
  snapshot::const_iterator next_; ///< What is to be read.
  snapshot::const_iterator end_;
  product_totals matched_;
  std::optional<best_rows> best_; ///< Of which rows are kept, if few.
  std::vector<sort_entry> entries_;
  std::vector<merger::run> runs_;
  std::optional<merger> merger_; ///< Made when all is read.
  std::vector<snapshot::position> rows_;
};

} // namespace storify
