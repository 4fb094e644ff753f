// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/sqlite_rows.hpp"

#include <string>

#include <fmt/format.h>

namespace storify {

namespace {

std::string insertion(std::string_view verb, int columns, size_t rows) {
  std::string row{"(?"};
  for (auto i = 1; i < columns; ++i)
    row += ",?";
  row += ')';
  auto result = fmt::format("{} VALUES {}", verb, row);
  for (size_t i = 1; i < rows; ++i)
    result.append(",").append(row);
  return result;
}

} // namespace

caf::expected<sqlite_rows> sqlite_rows::open(sqlite_connection& database,
                                             std::string_view verb,
                                             int columns) {
  auto one = database.prepare(insertion(verb, columns, 1));
  auto many = database.prepare(insertion(verb, columns, rows_at_once));
  if (!one || !many)
    return !one ? std::move(one.error()) : std::move(many.error());
  return sqlite_rows{std::move(*one), std::move(*many), columns};
}

} // namespace storify
