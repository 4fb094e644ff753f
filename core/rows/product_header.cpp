// SPDX-License-Identifier: BSD-3-Clause
#include "core/rows/product_header.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/basics/folding.hpp"
#include "core/basics/text.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace {

struct synonym {
  std::string_view name; ///< Folded.
  product_column column;
};

constexpr std::array synonyms{
  synonym{"nom", product_column::name},
  synonym{"prix", product_column::price},
  synonym{"quantite", product_column::quantity},
  synonym{"qte", product_column::quantity},
  synonym{"qty", product_column::quantity},
  synonym{"stock", product_column::quantity},
  synonym{"categorie", product_column::category},
  synonym{"devise", product_column::currency},
};

std::vector<std::string_view> names_of_all() {
  std::vector<std::string_view> result;
  for (const auto& x : product_columns)
    result.push_back(x.name);
  return result;
}

} // namespace

std::optional<product_column> column_named(std::string_view name,
                                           column_names names) {
  auto known = column_named(name);
  if (known || names == column_names::exact)
    return known;
  auto meant = folded(clean_text(name));
  auto found = std::ranges::find(synonyms, meant, &synonym::name);
  return found == synonyms.end() ? column_named(meant)
                                 : std::optional{found->column};
}

product_header product_header::bare() {
  product_header result;
  result.columns_ = {product_column::name, product_column::price,
                     product_column::quantity};
  return result;
}

bool product_header::is_header(std::span<const std::string_view> record,
                               column_names names) {
  auto is_name = [names](std::string_view cell) {
    return column_named(cell, names).has_value();
  };
  return std::count_if(record.begin(), record.end(), is_name) >= 2;
}

bool product_header::is_only_words(std::span<const std::string_view> record) {
  auto is_word = [](std::string_view cell) {
    return !cell.empty() && cell.find_first_of("0123456789") == cell.npos;
  };
  return record.size() >= bare().columns_.size()
         && std::ranges::all_of(record, is_word);
}

caf::expected<product_header>
product_header::read(std::span<const std::string_view> record,
                     column_names names) {
  product_header result;
  for (auto cell : record)
    if (auto problem = result.take(cell, names))
      return problem;
  for (auto needed :
       {product_column::name, product_column::price, product_column::quantity})
    if (!result.has(needed))
      return fail(ec::bad_row, fmt::format("the header has no column \"{}\"",
                                           name_of(needed)));
  return result;
}

caf::error product_header::take(std::string_view name, column_names names) {
  auto known = column_named(name, names);
  if (!known && names == column_names::exact)
    return fail(ec::bad_row,
                fmt::format("the header has the column {}; there are only {}",
                            shown(name), fmt::join(names_of_all(), ", ")));
  if (known && has(*known))
    return fail(ec::bad_row,
                fmt::format("the header has {} for the {}, and another column",
                            shown(name), name_of(*known)));
  columns_.push_back(known);
  if (!known && !name.empty())
    left_out_.push_back(shown(name));
  return {};
}

caf::expected<product_cells>
product_header::cells(std::span<const std::string_view> record) const {
  product_cells result;
  if (auto problem = fill(record, result))
    return problem;
  return result;
}

caf::error product_header::fill(std::span<const std::string_view> record,
                                product_cells& out) const {
  if (record.size() != columns_.size())
    return fail(ec::bad_row, fmt::format("{} instead of {} cells",
                                         record.size(), columns_.size()));
  for (size_t i = 0; i < record.size(); ++i)
    if (columns_[i])
      out[*columns_[i]] = record[i];
  return {};
}

bool product_header::has(product_column x) const {
  return std::find(columns_.begin(), columns_.end(), x) != columns_.end();
}

} // namespace storify
