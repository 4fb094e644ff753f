// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "core/rows/formats.hpp"
#include "core/rows/product_columns.hpp"

namespace storify {

/// Returns whether a spreadsheet might take `cell` for a formula, or for a text
/// that is guarded already: it begins with = + - @ ' TAB, CR or LF.
/// Source: OWASP, CSV Injection.
constexpr bool needs_guard(std::string_view cell) {
  constexpr std::string_view dangerous = "=+-@'\t\r\n";
  return !cell.empty() && dangerous.find(cell.front()) != dangerous.npos;
}

/// Returns `cell` without the apostrophe that guards it. One that guards
/// nothing belongs to the text and stays, as in 's-Hertogenbosch.
constexpr std::string_view without_guard(std::string_view cell) {
  auto is_guarded = cell.starts_with('\'') && needs_guard(cell.substr(1));
  return is_guarded ? cell.substr(1) : cell;
}

/// Writes products as CSV that no spreadsheet takes for formulas.
class guarded_rows {
public:
  void append_header(std::string& out) {
    writer_.append_header(out);
  }
  void append_row(std::string& out, const product_view& x) {
    auto cells = product_.cells(x).cells;
    for (size_t i = 0; i < cells.size(); ++i)
      if (needs_guard(cells[i]))
        cells[i] = guarded_[i].assign("'").append(cells[i]);
    writer_.append_row(out, cells);
  }
  void append_footer(std::string& out) {
    writer_.append_footer(out);
  }

private:
  row_writer writer_{row_format::csv,
                     {product_columns.begin(), product_columns.end()}};
  product_writer product_;
  std::array<std::string, product_columns.size()> guarded_;
};

} // namespace storify
