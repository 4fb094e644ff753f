// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include <sqlite3.h>

#include "caf/error.hpp"
#include "caf/expected.hpp"

#include "io/inventory/sqlite_statement.hpp"
#include "io/inventory/sqlite_vfs.hpp"

namespace storify {

/// An open SQLite database, used by one thread at a time. Closing it leaves the
/// file as it was opened, and its log beside it, unless `checkpoint_on_close`.
class sqlite_connection {
public:
  /// Opens or creates `file`. Errors: storage_failed.
  static caf::expected<sqlite_connection>
  open(const std::filesystem::path& file) {
    return open(file, file);
  }

  /// The same; errors name the file that it is to become.
  static caf::expected<sqlite_connection>
  open(const std::filesystem::path& file,
       const std::filesystem::path& known_as);

  // Errors of those below: storage_failed, storage_damaged.

  /// Runs statements without rows, or whose rows don't matter.
  caf::error run(const char* statements);

  /// Prepares one statement.
  caf::expected<sqlite_statement> prepare(std::string_view statement);

  /// Returns the number in the first row of `query`.
  caf::expected<int64_t> number(std::string_view query);

  /// Makes a function that statements can call by `name` with any arguments.
  void define(const char* name,
              void (*function)(sqlite3_context*, int, sqlite3_value**)) {
    sqlite3_create_function(handle_.get(), name, -1,
                            SQLITE_UTF8 | SQLITE_DETERMINISTIC, nullptr,
                            function, nullptr, nullptr);
  }

  /// Lets each commit that writes something put the number of pages in the log
  /// into `pages`, which has to outlive this object.
  void count_logged_pages(int& pages);

  /// Waits until the disk has what was logged.
  caf::error sync_log();

  /// Writes the log anew where it is, and waits until the disk has it. Systems
  /// may forget what a failed sync was to bring there, and tell of it once.
  /// @pre a transaction is open that may write
  caf::error rewrite_log();

  /// Writes zeros behind the log until it has `size` bytes, if that can be
  /// done: a commit that needn't make its file longer takes half the time.
  /// @pre nothing else writes to the log now
  void lay_out_log(int64_t size);

  /// Lets the pages up to `last` that are read from now on pass though their
  /// checksums are wrong.
  void ignore_page_sums(int64_t last = std::numeric_limits<int64_t>::max()) {
    storify::ignore_page_sums(handle_.get(), last);
  }

  /// Returns the pages read, from 1, that were not as they had been written.
  const std::set<int64_t>& wrong_pages() const {
    return storify::wrong_pages(handle_.get());
  }

  /// Moves what was logged into the file, as far as nobody needs it in the
  /// log; returns how many of its pages are there by now, 0 if it failed.
  int checkpoint();

  /// Gives the pages of a new file checksums; those of an old one get them when
  /// it is rewritten by VACUUM.
  void reserve_page_sums();

  /// Returns whether the pages of the file have checksums.
  /// @pre something was read from it
  bool has_page_sums();

  /// Moves the log into the file when the connection is closed.
  void checkpoint_on_close();

  /// Returns whether a transaction is open.
  bool in_transaction() const {
    return sqlite3_get_autocommit(handle_.get()) == 0;
  }

  /// Leaves nothing of a transaction that failed. Some failures have rolled
  /// back already.
  void roll_back();

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
  int system_number(int code) const;

  std::unique_ptr<sqlite3, closer> handle_;
  std::string file_;
};

} // namespace storify
