// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "caf/error.hpp"
#include "caf/expected.hpp"

#include "core/rows/product_columns.hpp"
#include "messages/product_file.hpp"

namespace storify {

/// Collects the rows of a file that is imported, and what is wrong with the bad
/// ones.
class import_rows {
public:
  /// Prices without a currency are in `fallback`.
  explicit import_rows(currency fallback) : fallback_(fallback) {
  }

  /// Reads a row from its cells.
  void add(const product_cells& cells, size_t line);

  /// Counts a bad row.
  void refuse(const caf::error& why, size_t line);

  /// Gives up where nothing can be read any more; the detail of `why` begins
  /// with `line N: `.
  void abandon(const caf::error& why);

  /// Notes the columns that products don't have.
  void leave_out(const std::vector<std::string>& columns) {
    rows_.left_out = columns;
  }

  /// Returns the rows in the order that `file_rows` wants; one that speaks of
  /// the same product as a row before it is a bad one.
  file_rows result() &&;

private:
  caf::expected<product_row> read(const product_cells& cells) const;
  caf::error read_cost(const product_cells& cells, product_row& row) const;

  currency fallback_;
  file_rows rows_;
};

} // namespace storify
