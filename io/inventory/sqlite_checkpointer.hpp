// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <filesystem>
#include <future>
#include <utility>

namespace storify {

/// Moves what a database logged into its file, by a connection and a thread of
/// its own, so that no commit has to wait for it. What came meanwhile is little
/// unless a lot is written: the commits' own connection moves that. The log
/// then begins anew in its place, and needn't grow, for which a disk takes
/// longer than for the commit.
class sqlite_checkpointer {
public:
  /// Bytes of the log where commits come one by one.
  static constexpr int64_t usual_log_size = 1 << 20;

  explicit sqlite_checkpointer(std::filesystem::path file)
    : file_(std::move(file)) {
  }

  /// To be told the pages in the log after each commit. Begins to move them
  /// once it has grown by `usual_log_size`, unless it is at it. Returns whether
  /// so few pages are left that the caller should move them.
  bool log_has(int pages);

private:
  std::filesystem::path file_;
  int moved_ = 0;            ///< Pages of the log that are in the file.
  std::future<int> running_; ///< Is waited for before this object goes.
};

} // namespace storify
