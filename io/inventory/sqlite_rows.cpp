// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/sqlite_rows.hpp"

#include <algorithm>
#include <string>

#include <fmt/format.h>

namespace storify {

namespace {

int count_columns(std::string_view columns) {
  return static_cast<int>(std::ranges::count(columns, ',')) + 1;
}

std::string insertion(std::string_view verb, std::string_view table,
                      std::string_view columns, size_t rows) {
  std::string row{"(?"};
  for (auto i = 1; i < count_columns(columns); ++i)
    row += ",?";
  row += ')';
  auto result = fmt::format("{} INTO {} ({}) VALUES {}", verb, table, columns,
                            row);
  for (size_t i = 1; i < rows; ++i)
    result.append(",").append(row);
  return result;
}

} // namespace

caf::expected<sqlite_rows>
sqlite_rows::open(sqlite_connection& database, std::string_view verb,
                  std::string_view table, std::string_view key,
                  std::string_view columns) {
  auto all = fmt::format("{}, {}", key, columns);
  auto one = database.prepare(insertion(verb, table, all, 1));
  auto many = database.prepare(insertion(verb, table, all, rows_at_once));
  // A row that can't be put takes the transaction along, as it has to go
  // anyway: else SQLite would keep for each statement what was there before.
  auto append = database.prepare(
    insertion("INSERT OR ROLLBACK", table, columns, rows_at_once));
  auto last_key = database.prepare(
    fmt::format("SELECT coalesce(max({}), 0) FROM {}", key, table));
  for (auto* x : {&one, &many, &append, &last_key})
    if (!*x)
      return std::move(x->error());
  return sqlite_rows{{std::move(*one), std::move(*many), std::move(*append),
                      std::move(*last_key)},
                     count_columns(columns)};
}

int sqlite_rows::find_last_key() {
  auto code = last_key_of_.step();
  if (code == SQLITE_ROW)
    last_key_ = last_key_of_.number(0);
  last_key_of_.reset();
  return code == SQLITE_ROW ? SQLITE_DONE : code;
}

} // namespace storify
