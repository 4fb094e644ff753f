// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace storify {

/// Returns what `help` answers: each command with its aliases, a line each.
/// With a `topic`, the name or alias of a command: what it takes, its options
/// and an example. Whole lines; empty if there is no such command.
std::string help_text(std::string_view topic);

/// What the last word of a line may become.
struct completion {
  std::vector<std::string> words;
  bool is_file = false; ///< If no word fits: the name of any file.
};

/// Returns what the last word of `line`, which may still be empty, can become,
/// in the order of the help: commands at first, then the options of the command
/// and their values, and `categories` where one of them is meant; of these it
/// doesn't matter how they are written. As they have to be typed: what is not
/// within quotes has backslashes. Empty where anything else has to be typed.
completion completions(std::string_view line,
                       std::span<const std::string> categories);

} // namespace storify
