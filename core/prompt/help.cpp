// SPDX-License-Identifier: BSD-3-Clause
#include "core/prompt/help.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "core/basics/folding.hpp"
#include "core/basics/words.hpp"
#include "core/prompt/command_table.hpp"

namespace storify {

namespace {

// A line of help: what can be typed, and what it does.
struct help_row {
  std::string typed;
  std::string meaning;
};

void append_aligned(std::string& out, const std::vector<help_row>& rows) {
  size_t width = 0;
  for (const auto& x : rows)
    width = std::max(width, x.typed.size());
  for (const auto& x : rows)
    out += fmt::format("  {:<{}}  {}\n", x.typed, width, x.meaning);
}

// Goes on in a further line, below the beginning of `text`, before an option
// that would not fit.
std::string wrapped(std::string_view text, size_t indent) {
  constexpr size_t width = 80;
  std::string result;
  auto column = indent;
  while (!text.empty()) {
    auto part = text.substr(0, text.find(" [", 1));
    text.remove_prefix(part.size());
    if (column + part.size() > width) {
      part.remove_prefix(1);
      result += fmt::format("\n{:{}}", "", indent);
      column = indent;
    }
    result += part;
    column += part.size();
  }
  return result;
}

std::string names_of(const command_info& info) {
  if (info.aliases.empty())
    return std::string{info.name};
  return fmt::format("{}, {}", info.name, fmt::join(info.aliases, ", "));
}

std::string all_commands() {
  std::vector<help_row> rows;
  for (const auto& info : commands())
    rows.push_back({names_of(info), std::string{info.summary}});
  std::string result = "commands, each with its short names:\n";
  append_aligned(result, rows);
  result += "`help COMMAND` tells more; words with blanks go in quotes\n";
  return result;
}

std::string one_command(const command_info& info) {
  constexpr std::string_view head = "usage: ";
  auto result = fmt::format("{}: {}\n{}{}\n", names_of(info), info.summary,
                            head, wrapped(usage(info), head.size()));
  std::vector<help_row> rows;
  for (const auto& x : info.options) {
    rows.push_back(
      {fmt::format("{} {}", x.name, x.value), std::string{x.summary}});
    if (!x.choices.empty())
      rows.back().meaning += fmt::format(": {}", fmt::join(x.choices, ", "));
  }
  append_aligned(result, rows);
  return result + fmt::format("example: {}\n", info.example);
}

// The words of a line that is being typed, the last one up to the cursor.
struct typed_words {
  std::vector<std::string> all;
  char quote = '\0'; ///< In which the last one stands.

  const std::string& last() const {
    return all.back();
  }
};

// A letter more tells whether the last word has begun or goes on.
std::optional<typed_words> words_in(std::string_view line) {
  for (const auto* quote : {"", "\"", "'"})
    if (auto words = split_words(fmt::format("{}x{}", line, quote))) {
      words->back().pop_back();
      return typed_words{std::move(*words), *quote};
    }
  return std::nullopt;
}

// Collects what begins as the word being typed does.
class candidates {
public:
  explicit candidates(const typed_words& typed)
    : begin_(typed.last()), quote_(typed.quote) {
  }
  void offer(std::string_view word) {
    if (quote_ == '\0' && word.starts_with(begin_))
      words_.emplace_back(word);
  }
  // What a shop calls something has any case, and any character.
  void offer_name(std::string_view name) {
    if (folded(name).starts_with(folded(begin_)))
      if (auto text = as_typed(name))
        words_.push_back(std::move(*text));
  }
  std::vector<std::string> take() {
    return std::move(words_);
  }

private:
  std::optional<std::string> as_typed(std::string_view name) const {
    constexpr std::string_view special = " \t\n\\\"'";
    if (quote_ != '\0')
      return name.find_first_of("\"'\\") == name.npos
               ? std::optional<std::string>{name}
               : std::nullopt;
    std::string result;
    for (auto c : name) {
      if (special.find(c) != special.npos)
        result += '\\';
      result += c;
    }
    return result;
  }

  std::string_view begin_;
  char quote_;
  std::vector<std::string> words_;
};

void offer_commands(candidates& out, bool with_aliases) {
  for (const auto& info : commands()) {
    out.offer(info.name);
    if (with_aliases)
      std::ranges::for_each(info.aliases, [&](auto x) { out.offer(x); });
  }
}

void offer_names(candidates& out, std::span<const std::string> names) {
  std::ranges::for_each(names, [&](const auto& x) { out.offer_name(x); });
}

bool names_file(const command_info& info) {
  return std::ranges::count(info.arguments.names, file_value) > 0;
}

// Offers what can follow `previous`, a word of this command's line; returns
// whether that may be a file.
bool offer_arguments(candidates& out, const command_info& info,
                     std::string_view previous, std::string_view word,
                     std::span<const std::string> categories) {
  if (const auto* option = option_named(info, previous);
      option && !option->value.empty()) {
    std::ranges::for_each(option->choices, [&](auto x) { out.offer(x); });
    if (option->value == category_value)
      offer_names(out, categories);
    return false;
  }
  if (names_file(info) && !word.starts_with('-'))
    return true;
  if (info.kind == command_kind::help)
    offer_commands(out, false);
  if (std::ranges::count(info.arguments.names, category_value) > 0)
    offer_names(out, categories);
  for (const auto& x : info.options)
    out.offer(x.name);
  return false;
}

} // namespace

std::string help_text(std::string_view topic) {
  if (topic.empty())
    return all_commands();
  const auto* info = command_named(topic);
  return info ? one_command(*info) : std::string{};
}

completion completions(std::string_view line,
                       std::span<const std::string> categories) {
  auto typed = words_in(line);
  if (!typed)
    return {};
  const auto& words = typed->all;
  candidates result{*typed};
  auto is_file = false;
  if (words.size() == 1)
    offer_commands(result, !typed->last().empty());
  else if (const auto* info = command_named(words.front()))
    is_file = offer_arguments(result, *info, words[words.size() - 2],
                              typed->last(), categories);
  return {result.take(), is_file};
}

} // namespace storify
