// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace storify {

/// A column of rows that are shown.
struct column {
  std::string_view name; ///< Printable; lives as long as the program.
  bool numeric = false;  ///< Cells are numbers: to the right, bare in JSON.
};

/// The cells of one row, one per column.
using row_cells = std::span<const std::string_view>;

/// How a table looks.
struct table_style {
  bool color = false; ///< The header stands out.
  size_t width = 0;   ///< Columns of the terminal, 0 = as wide as it gets.
};

/// Lays out rows as a table for people: columns as wide as their widest cell,
/// measured as a terminal shows it, numbers to the right. Where that is wider
/// than the terminal, the widest column of text is cut. Cells are made
/// harmless. First every row is measured, then the header and the rows come.
class table {
public:
  table(std::vector<column> columns, table_style style);

  /// Makes the columns wide enough for `cells`.
  void measure(row_cells cells);

  /// Appends the header; the widths are settled from now on.
  void append_header(std::string& out);

  /// Appends one line that shows `cells`.
  void append_row(std::string& out, row_cells cells) const;

private:
  void fit();
  size_t total_width() const;
  size_t* widest_text_column();
  void append_rule(std::string& out) const;
  void append_cell(std::string& out, size_t index, std::string_view cell) const;

  std::vector<column> columns_;
  std::vector<size_t> widths_;
  table_style style_;
};

} // namespace storify
