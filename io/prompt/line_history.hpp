// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <string>

namespace storify {

/// The lines typed before, in readline's list (one per process) and in a file.
class line_history {
public:
  /// So many lines are kept, the newest.
  static constexpr int max_lines = 1000;

  /// Loads `file`; an empty name keeps the lines in memory only. A file that
  /// can't be read or written costs nothing but the history.
  explicit line_history(std::string file);

  /// Keeps `line`, at once in the file too, unless it is blank, begins with a
  /// blank (a way to keep a line to oneself) or is the same as the last one.
  void add(const std::string& line);

private:
  void append_to_file() const;

  std::string file_;
};

} // namespace storify
