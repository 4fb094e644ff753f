// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "caf/error.hpp"

#include "io/inventory/sqlite_connection.hpp"
#include "io/inventory/sqlite_statement.hpp"

namespace storify {

/// A table whose rows have a number.
struct numbered_table {
  const char* name;
  const char* columns; ///< The number first.
  int width;           ///< Columns.
  int needed;          ///< So many of them are never NULL, from the first.
};

/// Copies the rows of one table out of a database that is damaged: all but
/// those that SQLite can't reach. Rows that are there already stay.
class table_salvage {
public:
  using ranges = std::vector<std::pair<int64_t, int64_t>>;

  table_salvage(const numbered_table& table, sqlite_connection& damaged,
                sqlite_connection& fresh);

  /// Copies all that can be read now. Errors: those of the new database.
  caf::error run();

  /// Returns the numbers whose rows, if there were any, could not be copied.
  const ranges& lost() const {
    return lost_;
  }

  /// Returns the numbers of the rows that were copied.
  const std::vector<int64_t>& copied() const {
    return copied_;
  }

private:
  /// How far the rows of a range could be read.
  struct reach {
    int64_t last;
    bool is_complete;
  };

  reach copy(int64_t first, int64_t last);
  reach go_beyond(int64_t last);
  void halve(int64_t first, int64_t last);
  void keep();
  void lose(int64_t first, int64_t last);

  numbered_table table_;
  sqlite_connection* fresh_;
  std::optional<sqlite_statement> rows_; ///< None: there is no such table.
  std::optional<sqlite_statement> insert_;
  caf::error problem_;
  int failures_ = 0;
  ranges lost_;
  std::vector<int64_t> copied_;
};

} // namespace storify
