// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/rows/formats.hpp"
#include "core/rows/product_columns.hpp"

namespace storify {

/// Writes products as rows: for programs with all their columns, as a table
/// with those that a manager wants to see. Used as `row_writer` is.
class product_rows {
public:
  explicit product_rows(row_format format, table_style style = {});

  bool needs_measure() const {
    return writer_.needs_measure();
  }
  void measure(const product_view& x) {
    writer_.measure(cells(x));
  }
  void append_header(std::string& out) {
    writer_.append_header(out);
  }
  void append_row(std::string& out, const product_view& x);
  void append_footer(std::string& out) {
    writer_.append_footer(out);
  }

private:
  row_cells cells(const product_view& x);

  row_format format_;
  std::span<const product_column> columns_;
  row_writer writer_;
  product_writer product_;
  std::vector<std::string_view> cells_;
  std::string object_; ///< JSON: the product that is written.
};

} // namespace storify
