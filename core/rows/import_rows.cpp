// SPDX-License-Identifier: BSD-3-Clause
#include "core/rows/import_rows.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "core/basics/price_reader.hpp"
#include "core/basics/text.hpp"
#include "core/basics/whole_number.hpp"
#include "core/inventory/product_rules.hpp"
#include "core/rows/repeated_rows.hpp"
#include "messages/errors.hpp"
#include "messages/product_chunk.hpp"

namespace storify {

namespace {

// Leaves more ids behind it than are ever given.
constexpr int64_t max_imported_id = 1'000'000'000'000'000'000;

// Numbers are often padded; texts are taken as they are.
std::string_view trimmed(std::string_view cell) {
  auto begin = std::min(cell.find_first_not_of(' '), cell.size());
  auto end = cell.find_last_not_of(' ') + 1;
  return cell.substr(begin, std::max(begin, end) - begin);
}

caf::expected<std::optional<product_id>> read_id(std::string_view cell) {
  auto text = trimmed(cell);
  if (text.empty())
    return std::optional<product_id>{};
  auto number = read_whole_number(text);
  if (!number || *number == 0 || *number > max_imported_id)
    return fail(ec::bad_row, fmt::format("id: {} is not a number from 1 to {}",
                                         shown(cell), max_imported_id));
  return std::optional{static_cast<product_id>(*number)};
}

// Checks what scrapers know of a product: they bring no control characters.
caf::error check_texts(const product_cells& cells) {
  using enum product_column;
  for (auto x : {category, site, key, url}) {
    if (has_control_characters(cells[x]))
      return fail(ec::bad_row,
                  fmt::format("{}: {} has a control character in it",
                              name_of(x), shown(cells[x])));
    if (cells[x].size() > product_chunk::max_text_bytes)
      return fail(ec::bad_row,
                  fmt::format("{}: it has more than {} bytes", name_of(x),
                              product_chunk::max_text_bytes));
  }
  return caf::none;
}

std::optional<std::string> text_of(const product_cells& cells,
                                   product_column x) {
  if (!cells.is_given(x))
    return std::nullopt;
  return std::string{cells[x]};
}

// A reason may quote a cell of any length.
std::string shortened(std::string text) {
  constexpr size_t longest = 200;
  if (text.size() <= longest)
    return text;
  return std::string{cut_at_character(text, longest)} + "…";
}

} // namespace

void import_rows::add(const product_cells& cells, size_t line) {
  auto row = read(cells);
  if (!row)
    return refuse(row.error(), line);
  row->line = line;
  rows_.rows.push_back(std::move(*row));
}

void import_rows::refuse(const caf::error& why, size_t line) {
  // What a person may type is worded already; the rest names the column.
  auto words = why == ec::bad_row ? detail(why) : sentence(why);
  rows_.bad.add({line, shortened(std::move(words))});
}

void import_rows::abandon(const caf::error& why) {
  constexpr std::string_view begin = "line ";
  auto words = detail(why);
  auto rest = std::string_view{words}.substr(begin.size());
  size_t line = 0;
  std::from_chars(rest.data(), rest.data() + rest.size(), line);
  rest.remove_prefix(rest.find(": ") + 2);
  rows_.bad.add({line, shortened(std::string{rest})});
}

file_rows import_rows::result() && {
  sort_by_id(rows_.rows);
  take_out_repeated(rows_);
  return std::move(rows_);
}

caf::expected<product_row> import_rows::read(const product_cells& cells) const {
  using enum product_column;
  product_row row;
  auto number = read_id(cells[id]);
  if (!number)
    return std::move(number.error());
  row.id = *number;
  if (auto problem = check_name(cells[name]))
    return problem;
  row.draft.name = cells[name];
  if (auto problem = read_cost(cells, row))
    return problem;
  auto pieces = parse_quantity(trimmed(cells[quantity]));
  if (!pieces)
    return std::move(pieces.error());
  row.draft.quantity = *pieces;
  if (auto problem = check_texts(cells))
    return problem;
  row.category = text_of(cells, category);
  row.url = text_of(cells, url);
  // Half of it says nothing.
  if (cells.is_given(site) && cells.is_given(key))
    row.source = {std::string{cells[site]}, std::string{cells[key]}};
  if (cells.is_given(edited))
    row.edited = read_edited(cells[edited]);
  if (cells.is_given(edited) && !row.edited)
    return fail(ec::bad_row,
                fmt::format("edited: {} is not a list such as name|price",
                            shown(cells[edited])));
  return row;
}

// Reads the price, and the currency that is there or beside it.
caf::error import_rows::read_cost(const product_cells& cells,
                                  product_row& row) const {
  using enum product_column;
  auto text = trimmed(cells[currency]);
  auto unit = text.empty() ? fallback_ : storify::currency::from(text);
  if (!unit)
    return fail(ec::bad_row,
                fmt::format("currency: {} is not three capital letters",
                            shown(cells[currency])));
  row.names_currency = !text.empty();
  if (auto cents = read_amount(cells[price])) { // as nearly all are written
    row.draft.cost = {*cents, *unit};
    return caf::none;
  }
  auto cost = parse_price(cells[price], *unit);
  if (!cost)
    return std::move(cost.error());
  row.draft.cost = *cost;
  auto none = storify::currency::none();
  auto bare = parse_price(cells[price], none);
  row.names_currency |= bare && bare->unit != none;
  return caf::none;
}

} // namespace storify
