// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "caf/expected.hpp"

#include "core/rows/product_columns.hpp"

namespace storify {

/// What the columns of a file may be called.
enum class column_names : uint8_t {
  exact,   ///< What storify calls them, in any case; others are refused.
  liberal, ///< Also what people do, in English and French; others are skipped.
};

/// Returns the column that is called `name`, or nothing. What people call it is
/// blind to case, accents and blanks around.
std::optional<product_column> column_named(std::string_view name,
                                           column_names names);

/// Says which cell of a record belongs to which column.
class product_header {
public:
  /// Returns the columns of a file without a header: name, price, quantity.
  static product_header bare();

  /// Returns whether `record` names columns rather than a product: two of its
  /// cells are such names, where a product has numbers in all but one.
  static bool is_header(std::span<const std::string_view> record,
                        column_names names);

  /// Returns whether `record` has the cells of a product, and no number: if it
  /// comes first, it is a header in other words than those that are known.
  static bool is_only_words(std::span<const std::string_view> record);

  /// Reads a header with any columns in any order that has at least name, price
  /// and quantity. Errors: bad_row.
  static caf::expected<product_header>
  read(std::span<const std::string_view> record, column_names names);

  /// Returns the cells of `record`, each under its column. Errors: bad_row (it
  /// has more or fewer cells than the header).
  caf::expected<product_cells>
  cells(std::span<const std::string_view> record) const;

  /// The same into `out`; cells that the header doesn't name stay as they are.
  caf::error fill(std::span<const std::string_view> record,
                  product_cells& out) const;

  bool has(product_column x) const;

  /// Returns the names that are skipped, as they may be shown.
  const std::vector<std::string>& left_out() const {
    return left_out_;
  }

private:
  caf::error take(std::string_view name, column_names names);

  std::vector<std::optional<product_column>> columns_;
  std::vector<std::string> left_out_;
};

} // namespace storify
