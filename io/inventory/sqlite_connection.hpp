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

#include "io/inventory/sqlite_statement.hpp"

namespace storify {

/// An open SQLite database, used by one thread at a time. Closing it leaves the
/// file as it was opened, and its log beside it, unless `checkpoint_on_close`.
class sqlite_connection {
public:
  /// Opens or creates `file`. Errors: storage_failed.
  static caf::expected<sqlite_connection>
  open(const std::filesystem::path& file);

  // Errors of those below: storage_failed, storage_damaged.

  /// Runs statements without rows, or whose rows don't matter.
  caf::error run(const char* statements);

  /// Prepares one statement.
  caf::expected<sqlite_statement> prepare(std::string_view statement);

  /// Returns the number in the first row of `query`.
  caf::expected<int64_t> number(std::string_view query);

  /// Lets each commit that writes something put the number of pages in the log
  /// into `pages`, which has to outlive this object.
  void count_logged_pages(int& pages);

  /// Waits until the disk has what was logged.
  caf::error sync_log();

  /// Writes the log anew where it is, and waits until the disk has it. Systems
  /// may forget what a failed sync was to bring there, and tell of it once.
  /// @pre a transaction is open that may write
  caf::error rewrite_log();

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

  sqlite3_file* log() const;

  std::unique_ptr<sqlite3, closer> handle_;
  std::string file_;
};

} // namespace storify
