// SPDX-License-Identifier: BSD-3-Clause
#include "core/rows/import_rows.hpp"

#include <optional>
#include <utility>

#include <fmt/format.h>

#include "core/basics/price_reader.hpp"
#include "core/inventory/product_rules.hpp"
#include "messages/errors.hpp"

namespace storify {

void import_rows::add(const product_cells& cells, size_t line) {
  auto row = read(cells);
  if (!row)
    refuse(row.error(), line);
  else
    rows_.push_back(std::move(*row));
}

void import_rows::refuse(const caf::error& why, size_t line) {
  // What a person may type is worded already; the rest names the column.
  auto words = why == ec::bad_row ? detail(why) : sentence(why);
  if (problems_++ == 0)
    problem_ = fmt::format("line {}: {}", line, words);
}

void import_rows::abandon(const caf::error& why) {
  if (problems_++ == 0)
    problem_ = detail(why);
}

caf::expected<std::vector<product_row>> import_rows::result() && {
  if (problems_ == 0)
    return std::move(rows_);
  if (problems_ > 1)
    problem_ += fmt::format(" (and {} more)", problems_ - 1);
  return fail(ec::bad_row, std::move(problem_));
}

caf::expected<product_row> import_rows::read(const product_cells& cells) const {
  product_row row;
  if (auto text = cells[product_column::id]; !text.empty()) {
    auto id = read_whole_number(text);
    if (!id || *id == 0)
      return fail(ec::bad_row,
                  fmt::format("id: {} is not a number from 1 up", shown(text)));
    row.id = static_cast<product_id>(*id);
  }
  auto unit = std::optional{fallback_};
  if (auto text = cells[product_column::currency]; !text.empty())
    unit = currency::from(text);
  if (!unit)
    return fail(ec::bad_row,
                fmt::format("currency: {} is not three capital letters",
                            shown(cells[product_column::currency])));
  auto cost = parse_price(cells[product_column::price], *unit);
  if (!cost)
    return std::move(cost.error());
  auto quantity = parse_quantity(cells[product_column::quantity]);
  if (!quantity)
    return std::move(quantity.error());
  row.draft = {std::string{cells[product_column::name]}, *cost, *quantity};
  if (auto problem = check_draft(row.draft))
    return problem;
  return row;
}

} // namespace storify
