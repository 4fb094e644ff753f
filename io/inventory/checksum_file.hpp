// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "caf/error.hpp"
#include "caf/expected.hpp"

#include "io/basics/disk.hpp"

namespace storify {

/// The checksums beside a file that is only ever written as a whole: in
/// `<file>.xxh128sum`, a line for the file and one for its `.bak`, as
/// `xxh128sum -c` reads them. A save writes them before it replaces the file,
/// so that the file has one of the two whenever it is interrupted.
class checksum_file {
public:
  /// Where `file` is a symbolic link they stand beside what it leads to, as its
  /// `.bak` does: the three are moved and copied together.
  checksum_file(const std::filesystem::path& file, disk& on);

  /// Returns the checksums that the file may have; none where nothing tells.
  /// Errors: storage_damaged (what stands there is something else),
  /// storage_failed.
  caf::expected<std::vector<std::string>> read() const;

  /// Writes that of the file that comes, and that of the one which becomes its
  /// `.bak`, if there is one. Errors: storage_failed.
  caf::error write(std::string_view next, std::string_view previous) const;

  const std::filesystem::path& path() const {
    return path_;
  }

private:
  caf::expected<std::string> text() const;

  std::string name_; ///< Of the file.
  std::filesystem::path path_;
  disk& disk_;
};

} // namespace storify
