// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "caf/error.hpp"
#include "caf/expected.hpp"

#include "core/rows/product_columns.hpp"
#include "messages/product.hpp"

namespace storify {

/// Collects the rows of a file that is imported: all of them, or what is wrong
/// with the first bad one and how many follow.
class import_rows {
public:
  /// Prices without a currency are in `fallback`.
  explicit import_rows(currency fallback) : fallback_(fallback) {
  }

  /// Reads a row from its cells.
  void add(const product_cells& cells, size_t line);

  /// Counts a bad row.
  void refuse(const caf::error& why, size_t line);

  /// Gives up where nothing can be read any more; `why` names the line.
  void abandon(const caf::error& why);

  /// Returns the rows. Errors: bad_row ("line N: ...").
  caf::expected<std::vector<product_row>> result() &&;

private:
  caf::expected<product_row> read(const product_cells& cells) const;

  currency fallback_;
  std::vector<product_row> rows_;
  std::string problem_; ///< The first one.
  uint64_t problems_ = 0;
};

} // namespace storify
