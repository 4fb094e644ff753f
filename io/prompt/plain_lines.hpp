// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "io/basics/waker.hpp"
#include "io/prompt/line_source.hpp"
#include "io/prompt/screen.hpp"

namespace storify {

/// The lines of a pipe or a file, ended by LF or CR LF; the last one may lack
/// it. Also those of a terminal whose screen is elsewhere (stdout is a file).
class plain_lines : public line_source {
public:
  /// The longest line that is answered.
  static constexpr size_t max_line = size_t{1} << 20;

  /// Reads from `in`, which stays the caller's. Shows prompts as asides on
  /// `prompts`, if there is one.
  explicit plain_lines(int in, screen* prompts = nullptr);

  void ask(const std::string& prompt) override;
  next_line wait(const waker& wake) override;
  void cancel() override;

private:
  caf::error fill();
  next_line take();
  next_line take_last();
  next_line checked(std::string line);
  next_line skip();
  next_line too_long();
  void show_prompt(const std::string& text);

  int in_;
  screen* prompts_;
  bool asked_ = false;
  bool ended_ = false;
  bool skipping_ = false; ///< In a line that was refused.
  std::string buffer_;
  size_t begin_ = 0;   ///< Where the next line begins in `buffer_`.
  size_t scanned_ = 0; ///< No line feed lies between `begin_` and here.
  uint64_t number_ = 1;
};

} // namespace storify
