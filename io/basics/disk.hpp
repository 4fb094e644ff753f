// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>

#include <sys/types.h>

#include "io/basics/unique_fd.hpp"

namespace storify {

/// The calls to the system by which files are read and written; tests have
/// disks that fail. Each answers as the system does: -1, or no descriptor, and
/// the reason in `errno`.
class disk {
public:
  using path = std::filesystem::path;

  virtual ~disk() = default;

  /// Opens a file to read it from its beginning.
  virtual unique_fd open(const path& file) = 0;

  /// Makes a file to be written; there must be none of that name.
  virtual unique_fd create(const path& file) = 0;

  virtual ssize_t read(int fd, char* to, size_t most) = 0;
  virtual ssize_t write(int fd, std::string_view text) = 0;

  /// Gives a file the mode of the one at `like`, if there is one.
  virtual int copy_mode(const path& like, int fd) = 0;

  /// Waits until the disk has all of a file. Its name is another matter.
  virtual int sync(int fd) = 0;

  virtual int link(const path& file, const path& other_name) = 0;
  virtual int rename(const path& from, const path& to) = 0;
  virtual int unlink(const path& file) = 0;

  /// Waits until the disk has the names in a folder.
  virtual int sync_folder(const path& folder) = 0;
};

/// Returns the folder that has the name of `file`.
std::filesystem::path folder_of(const std::filesystem::path& file);

/// Returns the disk of this machine.
disk& real_disk();

} // namespace storify
