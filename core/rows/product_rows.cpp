// SPDX-License-Identifier: BSD-3-Clause
#include "core/rows/product_rows.hpp"

#include <array>

#include "core/rows/product_lines.hpp"

namespace storify {

namespace {

using enum product_column;

constexpr std::array for_people{id, name, price, currency, quantity, category};

constexpr std::array for_programs{id,       name, price, quantity, currency,
                                  category, site, key,   url,      edited};

std::span<const product_column> columns_for(row_format format) {
  if (format == row_format::table)
    return for_people;
  return for_programs;
}

std::vector<column> described(std::span<const product_column> columns) {
  std::vector<column> result;
  for (auto x : columns)
    result.push_back(product_columns[static_cast<size_t>(x)]);
  return result;
}

} // namespace

product_rows::product_rows(row_format format, table_style style)
  : format_(format),
    columns_(columns_for(format)),
    writer_(format, described(columns_), style),
    cells_(columns_.size()) {
}

void product_rows::append_row(std::string& out, const product_view& x) {
  switch (format_) {
    case row_format::csv: return append_csv_product(out, x);
    case row_format::json:
    case row_format::jsonl:
      object_.clear();
      append_json_product(object_, x, empty_members::written);
      return writer_.append_object(out, object_);
    default: return writer_.append_row(out, cells(x));
  }
}

row_cells product_rows::cells(const product_view& x) {
  const auto& all = product_.cells(x);
  for (size_t i = 0; i < columns_.size(); ++i)
    cells_[i] = all[columns_[i]];
  return cells_;
}

} // namespace storify
