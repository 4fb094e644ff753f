// SPDX-License-Identifier: BSD-3-Clause
#include "core/rows/separator.hpp"

#include <algorithm>
#include <compare>
#include <cstddef>
#include <string>
#include <vector>

#include "core/basics/price_reader.hpp"
#include "core/inventory/product_rules.hpp"
#include "core/rows/csv.hpp"
#include "core/rows/product_header.hpp"

namespace storify {

namespace {

// More than any first record has.
constexpr size_t looked_at = 16'384;

/// How much sense a separator makes; what comes first counts most.
struct sense {
  bool is_header = false;
  bool is_product = false; ///< Name, price and quantity.
  size_t cells = 0;        ///< If it is neither, as many as possible.

  auto operator<=>(const sense&) const = default;
};

sense sense_of(std::string_view text, char separator) {
  csv_reader reader{std::string{text}, separator};
  std::vector<std::string_view> cells;
  auto read = reader.next(cells);
  if (!read || !*read)
    return {};
  sense result;
  result.is_header = product_header::is_header(cells, column_names::liberal);
  result.is_product = cells.size() == 3 && parse_price(cells[1], {})
                      && parse_quantity(cells[2]);
  result.cells = result.is_product ? 0 : cells.size();
  return result;
}

} // namespace

char separator_of(std::string_view text) {
  constexpr std::string_view known = ",;\t";
  text = text.substr(0, looked_at);
  return *std::ranges::max_element(known, {},
                                   [=](char x) { return sense_of(text, x); });
}

} // namespace storify
