// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include <sqlite3.h>

namespace storify {

/// Writes what a transaction appends to SQLite's log by few calls: SQLite makes
/// two for each page, and they take much of the time of a large write. All is
/// written with the frame that ends the transaction, before SQLite tells
/// anybody of it, and before anybody may look. Source:
/// https://www.sqlite.org/fileformat2.html#the_wal_file_format
class log_frames {
public:
  /// Writes to `log` at offset `at`, or holds back. Returns SQLITE_OK, or what
  /// is wrong.
  int write(sqlite3_file& log, const std::byte* bytes, int size, int64_t at);

  /// Writes what is held back. If that fails so does all that follows, up to
  /// `forget`: the transaction may not end well without those frames.
  int flush(sqlite3_file& log);

  /// Drops what is held back, of a transaction that is rolled back.
  void forget();

private:
  bool hold(const std::byte* bytes, size_t size, int64_t at);

  std::unique_ptr<std::byte[]> held_;
  size_t size_ = 0;
  int64_t begin_ = 0;        ///< Where that is to be in the log.
  bool awaits_page_ = false; ///< The last that is held is a frame's header.
  bool has_end_ = false;     ///< It is that of a transaction's last frame.
  int trouble_ = SQLITE_OK;  ///< Frames are missing for that reason.
};

} // namespace storify
