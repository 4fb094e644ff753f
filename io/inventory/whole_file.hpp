// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

#include "caf/error.hpp"
#include "caf/expected.hpp"

#include "io/basics/disk.hpp"
#include "io/basics/running_digest.hpp"
#include "io/basics/unique_fd.hpp"

namespace storify {

/// Returns all that is in `file`. Errors: file_not_found (there is none),
/// storage_failed.
caf::expected<std::string> read_whole_file(const std::filesystem::path& file);

/// Returns the file that `path` leads to, if it is a symbolic link.
std::filesystem::path real_file(std::filesystem::path path);

/// Makes the error of a `file` that can't be opened since there is none:
/// storage_failed for a link to something that isn't there, as on a disk that
/// is not mounted, which is no reason to begin anew; else file_not_found.
caf::error no_such_file(const std::filesystem::path& file);

/// Returns where to write what is to stand at `target`: beside it, under a name
/// that no other process writes to. See `remove_leftovers`.
std::filesystem::path aside_of(const std::filesystem::path& target);

/// Waits until the disk has the name of `file`: a power cut can't bring back
/// what was there before. Errors: storage_failed.
caf::error sync_name(const std::filesystem::path& file, disk& on);

/// Removes from `folder` what processes that were killed had begun to write
/// aside there.
void remove_leftovers(const std::filesystem::path& folder,
                      disk& on = real_disk());

/// What becomes of the file whose place a new one takes.
enum class previous_version : uint8_t {
  kept,    ///< As `.bak` beside it, in the place of an older one.
  dropped, ///< Nothing is left of it.
};

/// Writes a file aside and puts it in its place at once: who reads the place
/// meanwhile finds the old file or the new one, never none and never a part.
/// Without a successful `replace` the old file stays and the new one goes.
class whole_file {
public:
  /// Begins a file that is to stand at `target`. A target that is a symbolic
  /// link stays one. What can't be written is told by `replace`.
  explicit whole_file(std::filesystem::path target, disk& on = real_disk());
  ~whole_file();

  whole_file(const whole_file&) = delete;
  whole_file& operator=(const whole_file&) = delete;

  /// Returns the text that goes to the disk next: append here.
  std::string& text() {
    return text_;
  }

  /// Writes and empties the text once there is a good piece of it. To be called
  /// now and then, so that no file has to fit into the memory.
  void drain() {
    if (text_.size() >= piece)
      write();
  }

  /// Writes the rest and returns the checksum of all (`running_digest`);
  /// nothing may be appended after it. Errors: storage_failed.
  caf::expected<std::string> checksum();

  /// Puts the file in its place, once the disk has all of it.
  /// Errors: storage_failed.
  caf::error replace(previous_version previous);

  /// Returns whether it is in its place, which it may be though `replace`
  /// failed: then a power cut can bring the old one back.
  bool is_in_place() const {
    return is_in_place_;
  }

private:
  static constexpr size_t piece = 1 << 20;

  void open();
  void write();
  void failed(std::string_view done, const std::filesystem::path& file);
  void sync();
  void keep_previous();
  void move_in();

  disk& disk_;
  std::filesystem::path target_;
  std::filesystem::path aside_;
  unique_fd fd_;
  std::string text_;
  running_digest digest_; ///< Of what was written.
  bool is_in_place_ = false;
  caf::error problem_; ///< The first one; nothing is done after it.
};

} // namespace storify
