// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <filesystem>

#include "caf/expected.hpp"

#include "io/basics/disk.hpp"
#include "io/basics/unique_fd.hpp"

namespace storify {

/// The folder where the shop keeps its files, held for this process alone as
/// long as this object lives.
class data_folder {
public:
  /// Creates the folder, and those above it, where they are missing, and takes
  /// hold of it. Removes what a process that was killed had begun to write
  /// there. Errors: folder_in_use (another process, or another object of this
  /// one, has it), storage_failed.
  static caf::expected<data_folder> open(std::filesystem::path path,
                                         disk& on = real_disk());

  const std::filesystem::path& path() const {
    return path_;
  }

private:
  data_folder(std::filesystem::path path, unique_fd lock);

  std::filesystem::path path_;
  unique_fd lock_;
};

/// Returns whether `file`, links followed, is one of those that a shop keeps in
/// `folder`, be they there or not: nothing else may be written in its place.
bool is_kept_by_shop(const std::filesystem::path& file,
                     const std::filesystem::path& folder);

} // namespace storify
