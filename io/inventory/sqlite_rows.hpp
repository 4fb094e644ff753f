// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <string_view>
#include <utility>

#include "caf/expected.hpp"

#include "io/inventory/sqlite_connection.hpp"
#include "io/inventory/sqlite_statement.hpp"

namespace storify {

/// Puts rows into a table, many by one statement as long as there are enough:
/// to begin and to end one takes SQLite as long as a row does.
class sqlite_rows {
public:
  /// Prepares for rows of `columns` values; `verb` is a statement up to its
  /// values, as in "INSERT INTO product". Errors: storage_failed,
  /// storage_damaged.
  static caf::expected<sqlite_rows> open(sqlite_connection& database,
                                         std::string_view verb, int columns);

  /// Puts `count` rows; returns SQLITE_DONE, or what is wrong. Each is bound by
  /// `bind(statement, n, i)`: row i, its first value as parameter n.
  template <class Bind>
  int put(size_t count, Bind bind) {
    auto code = SQLITE_DONE;
    for (size_t i = 0; i < count && code == SQLITE_DONE;) {
      auto is_full = count - i >= rows_at_once;
      auto& statement = is_full ? many_ : one_;
      auto end = i + (is_full ? rows_at_once : 1);
      for (auto parameter = 1; i < end; ++i, parameter += columns_)
        bind(statement, parameter, i);
      code = statement.run();
    }
    return code;
  }

private:
  static constexpr size_t rows_at_once = 50;

  sqlite_rows(sqlite_statement one, sqlite_statement many, int columns)
    : one_(std::move(one)), many_(std::move(many)), columns_(columns) {
  }

  sqlite_statement one_;
  sqlite_statement many_;
  int columns_;
};

} // namespace storify
