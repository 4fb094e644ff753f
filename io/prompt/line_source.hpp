// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <optional>
#include <string>

#include "caf/expected.hpp"

#include "io/basics/waker.hpp"

namespace storify {

/// A line, without its line feed, or nothing yet.
using next_line = caf::expected<std::optional<std::string>>;

/// Where the lines come from that the TERMINAL is asked for. One thread uses
/// it from its beginning to its end.
class line_source {
public:
  virtual ~line_source() = default;

  /// Asks for one line, under this prompt where prompts are shown. Only when
  /// the one asked for before has come.
  virtual void ask(const std::string& prompt) = 0;

  /// Sleeps until something happens, at the latest until `wake` wakes, and
  /// returns the line that was asked for if it is there. Errors: end_of_input,
  /// terminal_lost (no line will come any more); bad_usage (this line can't be
  /// used, and counts as having come).
  virtual next_line wait(const waker& wake) = 0;

  /// Drops what is typed, and the rest of a paste: no line is asked for any
  /// more.
  virtual void cancel() = 0;

  /// Takes prompt and typed text off the screen, so that others can print.
  virtual void hide() {
  }

  /// Puts them back, below what was printed.
  virtual void show() {
  }
};

} // namespace storify
