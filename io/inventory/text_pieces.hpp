// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <utility>

#include "caf/expected.hpp"

#include "io/basics/disk.hpp"
#include "io/basics/unique_fd.hpp"

namespace storify {

/// Reads a text file piece by piece, so that no file has to fit into the
/// memory. Pieces end where a line does.
class text_pieces {
public:
  /// Errors: file_not_found (there is none), storage_failed.
  static caf::expected<text_pieces> open(std::filesystem::path file,
                                         disk& on = real_disk());

  /// Appends the next piece to `text`, at least as much as is in there: who
  /// can't go on without more gets it soon. Returns false at the end of the
  /// file. Errors: storage_failed.
  caf::expected<bool> append_to(std::string& text);

private:
  text_pieces(std::filesystem::path file, disk& on, unique_fd fd)
    : file_(std::move(file)), disk_(&on), fd_(std::move(fd)) {
  }

  caf::expected<size_t> read(std::string& text, size_t most);

  std::filesystem::path file_;
  disk* disk_;
  unique_fd fd_;
  std::string rest_; ///< The beginning of a line.
};

} // namespace storify
