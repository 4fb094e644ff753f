// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <filesystem>
#include <future>
#include <utility>

namespace storify {

/// Moves what a database logged into its file, by a connection and a thread of
/// its own, so that no commit has to wait for it.
class sqlite_checkpointer {
public:
  explicit sqlite_checkpointer(std::filesystem::path file)
    : file_(std::move(file)) {
  }

  /// To be told the pages in the log after each commit. Begins to move them
  /// once it has grown by a few MiB, unless it is at it.
  void log_has(int pages);

private:
  std::filesystem::path file_;
  int moved_ = 0;             ///< Pages in the log when it began last.
  std::future<void> running_; ///< Is waited for before this object goes.
};

} // namespace storify
