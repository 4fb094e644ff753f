// SPDX-License-Identifier: BSD-3-Clause
#include "core/rows/product_json.hpp"

#include <fmt/format.h>

#include "messages/errors.hpp"

namespace storify {

namespace {

namespace json = simdjson::ondemand;

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
      return value.get_double().get(checked);
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

caf::error read_json_cells(json::object object, unknown_columns unknown,
                           product_cells& cells) {
  for (auto member : object) {
    json::field field;
    std::string_view name;
    if (auto problem = std::move(member).get(field))
      return json_problem(problem, "a member");
    if (auto problem = field.unescaped_key().get(name))
      return json_problem(problem, "a member");
    auto known = column_named(name);
    if (!known && unknown == unknown_columns::skipped)
      continue;
    if (!known)
      return fail(ec::bad_row, fmt::format("{} is no column", shown(name)));
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
