// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include <sqlite3.h>

namespace storify {

/// A prepared statement. Columns and parameters count from 0 and 1, as
/// SQLite's do; bound texts have to live as long as they are bound
/// and the statement is run.
class sqlite_statement {
public:
  explicit sqlite_statement(sqlite3_stmt* statement) : handle_(statement) {
  }

  void bind(int parameter, int64_t value) {
    sqlite3_bind_int64(handle_.get(), parameter, value);
  }
  void bind_null(int parameter) {
    sqlite3_bind_null(handle_.get(), parameter);
  }
  void bind(int parameter, std::string_view value) {
    sqlite3_bind_text(handle_.get(), parameter, value.data(),
                      static_cast<int>(value.size()), SQLITE_STATIC);
  }

  /// Binds what is in a column of the row of another statement.
  void bind(int parameter, const sqlite_statement& row, int column) {
    sqlite3_bind_value(handle_.get(), parameter,
                       sqlite3_column_value(row.handle_.get(), column));
  }

  /// Goes to the next row; returns SQLITE_ROW, SQLITE_DONE, or what is wrong.
  int step() {
    return sqlite3_step(handle_.get());
  }

  /// Runs a statement without rows to its end; returns SQLITE_DONE, or what is
  /// wrong. It can be run again.
  int run() {
    auto result = step();
    reset();
    return result;
  }
  void reset() {
    sqlite3_reset(handle_.get());
  }

  int64_t number(int column) {
    return sqlite3_column_int64(handle_.get(), column);
  }
  bool is_null(int column) {
    return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
  }
  /// Returns a text that lives until the next step.
  std::string_view text(int column) {
    // Quicker than asking the statement twice, and as good on one thread.
    auto* value = sqlite3_column_value(handle_.get(), column);
    auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
    return {text, static_cast<size_t>(sqlite3_value_bytes(value))};
  }

private:
  struct finalizer {
    void operator()(sqlite3_stmt* x) const {
      sqlite3_finalize(x);
    }
  };

  std::unique_ptr<sqlite3_stmt, finalizer> handle_;
};

} // namespace storify
