// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <string>

#include "core/query/listing.hpp"
#include "core/query/listing_query.hpp"
#include "core/rows/formats.hpp"
#include "core/rows/product_rows.hpp"
#include "messages/snapshot.hpp"

namespace storify {

/// Turns what a query finds into text, in steps: first it is prepared (found,
/// sorted, measured), then written, a piece at a time.
class list_printout {
public:
  // So much is done in one go, about a millisecond's work, before others get
  // their turn.
  static constexpr size_t products_per_step = 8'000;
  static constexpr size_t bytes_per_step = 32 * 1024;

  list_printout(snapshot from, listing_query query, row_format format,
                table_style style);

  /// Returns whether it can be written.
  bool is_ready() const {
    return is_found_ && (is_measured_ || !rows_.needs_measure());
  }

  /// Works on about `products` products. @pre !is_ready()
  void prepare(size_t products);

  /// Appends about `bytes` of text; returns whether that was the last of it.
  /// @pre is_ready()
  bool write(std::string& out, size_t bytes);

private:
  /// Calls `use` with the rows from the next one on, as long as it says true.
  template <class Function>
  void each_row(Function use);

  void append_total(std::string& out) const;

  listing found_;
  product_rows rows_;
  row_format format_;
  bool is_found_ = false;
  bool is_measured_ = false;
  bool has_header_ = false;
  size_t next_ = 0; ///< The row to be measured or written.
};

} // namespace storify
