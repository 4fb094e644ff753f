// SPDX-License-Identifier: BSD-3-Clause
#include "core/rows/product_json.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>

#include <fmt/format.h>

#include "messages/errors.hpp"

namespace storify {

namespace {

namespace json = simdjson::ondemand;

// Whether a token surely is a number: digits, the first of which isn't 0, and
// perhaps a point and more of them. Others are left to the parser.
bool is_plain_number(std::string_view token) {
  auto is_other = [](char c) { return c < '0' || c > '9'; };
  auto point = std::ranges::find_if(token, is_other);
  if (point == token.begin() || token[0] == '0')
    return false;
  if (point == token.end())
    return true;
  return *point == '.' && point + 1 != token.end()
         && std::none_of(point + 1, token.end(), is_other);
}

// Returns the column that a member is named after. They mostly come in their
// order: the one numbered `expected` is likely to be the next.
std::optional<product_column> usual_column(const json::field& field,
                                           size_t& expected) {
  for (auto i = expected; i < product_columns.size(); ++i)
    if (field.key().unsafe_is_equal(product_columns[i].name)) {
      expected = i + 1;
      return static_cast<product_column>(i);
    }
  return std::nullopt;
}

// Reads a text, a number or null as a cell.
simdjson::error_code read_cell(json::value value, std::string_view& cell) {
  json::json_type type;
  if (auto problem = value.type().get(type))
    return problem;
  switch (type) {
    case json::json_type::string: return value.get_string().get(cell);
    case json::json_type::number: {
      double checked = 0;
      cell = value.raw_json_token();
      cell = cell.substr(0, cell.find_last_not_of(" \t\r\n") + 1);
      return is_plain_number(cell) ? simdjson::SUCCESS
                                   : value.get_double().get(checked);
    }
    case json::json_type::null: {
      auto is_null = false;
      auto problem = value.is_null().get(is_null);
      return problem || is_null ? problem : simdjson::N_ATOM_ERROR;
    }
    default: return simdjson::INCORRECT_TYPE;
  }
}

} // namespace

caf::error read_json_cells(json::object object, column_names names,
                           product_cells& cells) {
  size_t expected = 0;
  for (auto member : object) {
    json::field field;
    if (auto problem = std::move(member).get(field))
      return json_problem(problem, "a member");
    auto known = usual_column(field, expected);
    if (!known) {
      std::string_view name;
      if (auto problem = field.unescaped_key().get(name))
        return json_problem(problem, "a member");
      known = column_named(name, names);
      if (!known && names == column_names::liberal)
        continue;
      if (!known)
        return fail(ec::bad_row, fmt::format("{} is no column", shown(name)));
    }
    if (read_cell(field.value(), cells[*known]))
      return fail(ec::bad_row, fmt::format("{}: neither a text nor a number",
                                           name_of(*known)));
  }
  return {};
}

caf::error json_problem(simdjson::error_code problem,
                        std::string_view expected) {
  if (problem == simdjson::INCORRECT_TYPE || problem == simdjson::NO_SUCH_FIELD)
    return fail(ec::bad_row, fmt::format("this is not {}", expected));
  return fail(ec::bad_row, fmt::format("this is no sound JSON ({})",
                                       simdjson::error_message(problem)));
}

} // namespace storify
