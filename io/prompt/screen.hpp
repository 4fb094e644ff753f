// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "caf/error.hpp"

#include "io/basics/unique_fd.hpp"
#include "io/basics/waker.hpp"
#include "messages/output.hpp"

namespace storify {

/// Writes to stdout and stderr. A reader that stalls (a pager, a stopped
/// terminal) makes it wait, but never longer than until `stop` wakes. SIGPIPE
/// has to be ignored.
class screen {
public:
  /// Writes answers to `out`, and asides to `err` unless `out` is a terminal.
  /// Both stay the caller's, and as they are: they are often shared with other
  /// processes.
  screen(int out, int err, const waker& stop);

  /// Writes all of `text`, which takes the progress line away. Errors:
  /// terminal_lost (nobody reads any more), storage_failed (a full disk),
  /// shutting_down (stopped with a part unwritten).
  caf::error write(channel to, std::string_view text);

  /// Returns how many columns the terminal has, 0 if `out` is none.
  uint32_t columns() const;

  /// Shows this one line in the place of the last one; an empty text takes it
  /// away. Does nothing where lines can't be replaced. Errors: as `write`.
  caf::error progress(std::string_view text);

private:
  /// Where bytes go.
  struct sink {
    explicit sink(int fd);

    const char* name;
    int fd;
    unique_fd own;    ///< `fd` is this one's, if it could be opened again.
    size_t max_piece; ///< So many bytes go at once without blocking.
  };

  caf::error wait_for_room(const sink& to) const;
  caf::error write_all(const sink& to, std::string_view text) const;

  const waker& stop_;
  sink out_;
  sink err_;
  bool is_terminal_;
  bool can_replace_;
  bool progress_shown_ = false;
};

} // namespace storify
