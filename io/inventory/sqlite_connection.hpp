// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include <sqlite3.h>

#include "caf/error.hpp"
#include "caf/expected.hpp"

namespace storify {

/// A prepared statement. Columns and parameters count from 0 and 1, as
/// SQLite's do; bound texts have to live until the next `reset`.
class sqlite_statement {
public:
  explicit sqlite_statement(sqlite3_stmt* statement) : handle_(statement) {
  }

  void bind(int parameter, int64_t value) {
    sqlite3_bind_int64(handle_.get(), parameter, value);
  }
  void bind(int parameter, std::string_view value) {
    sqlite3_bind_text(handle_.get(), parameter, value.data(),
                      static_cast<int>(value.size()), SQLITE_STATIC);
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
  /// Returns a text that lives until the next step.
  std::string_view text(int column) {
    auto* text = sqlite3_column_text(handle_.get(), column);
    auto size = sqlite3_column_bytes(handle_.get(), column);
    return {reinterpret_cast<const char*>(text), static_cast<size_t>(size)};
  }

private:
  struct finalizer {
    void operator()(sqlite3_stmt* x) const {
      sqlite3_finalize(x);
    }
  };

  std::unique_ptr<sqlite3_stmt, finalizer> handle_;
};

/// An open SQLite database, used by one thread at a time. Closing it leaves the
/// file as it was opened, and its log beside it, unless `checkpoint_on_close`.
class sqlite_connection {
public:
  /// Opens or creates `file`. Errors: storage_failed.
  static caf::expected<sqlite_connection>
  open(const std::filesystem::path& file);

  /// Runs statements without rows, or whose rows don't matter.
  /// Errors: storage_failed, storage_damaged.
  caf::error run(const char* statements);

  /// Prepares one statement. Errors: storage_failed, storage_damaged.
  caf::expected<sqlite_statement> prepare(std::string_view statement);

  /// Returns the number in the first row of `query`.
  /// Errors: storage_failed, storage_damaged.
  caf::expected<int64_t> number(std::string_view query);

  /// Moves the log into the file when the connection is closed.
  void checkpoint_on_close();

  /// Returns whether a transaction is open.
  bool in_transaction() const {
    return sqlite3_get_autocommit(handle_.get()) == 0;
  }

  /// Words what SQLite answered with `code`; `place` tells what was done, and
  /// may be empty. Errors: storage_damaged where the file is at fault,
  /// storage_failed with a way out otherwise.
  caf::error trouble(int code, std::string_view place = {}) const;

  /// Makes the error storage_damaged that names the file and the place.
  caf::error damaged(std::string_view place) const;

  const std::string& file() const {
    return file_;
  }

private:
  struct closer {
    void operator()(sqlite3* x) const {
      sqlite3_close(x);
    }
  };

  std::unique_ptr<sqlite3, closer> handle_;
  std::string file_;
};

} // namespace storify
