// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace storify {

/// Which command it is.
enum class command_kind : uint8_t {
  list,
  find,
  add,
  modify,
  remove,
  undo,
  history,
  prices,
  count,
  save,
  scrape,
  scrapers,
  wait,
  import_file,
  export_file,
  help,
  exit,
};

/// What stands for the name of a category.
inline constexpr std::string_view category_value = "CATEGORY";

/// What stands for the name of a file.
inline constexpr std::string_view file_value = "FILE";

/// An option of a command.
struct option_info {
  std::string_view name;    ///< With its dashes.
  std::string_view value;   ///< What stands for its value; empty for a flag.
  std::string_view summary; ///< A few words.
  std::span<const std::string_view> choices; ///< Its values; empty: any.
};

/// The words that a command takes.
struct arguments_info {
  std::span<const std::string_view> names;
  bool optional = false; ///< All of them may be left out.
  bool repeated = false; ///< The last one may be given again and again.
};

/// All there is to know about a command: the parser, the help and the tab key
/// go by it.
struct command_info {
  command_kind kind;
  std::string_view name; ///< As in the Python program, where it has it.
  std::span<const std::string_view> aliases;
  arguments_info arguments;
  std::span<const option_info> options;
  std::string_view summary; ///< A line, without a stop.
  std::string_view example; ///< A line to be typed.
};

/// Returns the commands, in the order in which help shows them.
std::span<const command_info> commands();

/// Returns the command whose name or alias is `word`, or null.
const command_info* command_named(std::string_view word);

/// Returns the option of a command that is called `name`, or null.
const option_info* option_named(const command_info& info,
                                std::string_view name);

/// Returns the name or alias that `word` was perhaps meant to be: at most two
/// letters wrong, missing, too many or exchanged; else an empty text.
std::string_view nearest_command(std::string_view typed);

/// Returns what can be typed: `remove_product ID...`.
std::string usage(const command_info& info);

} // namespace storify
