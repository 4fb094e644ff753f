// SPDX-License-Identifier: BSD-3-Clause
#include "core/prompt/help.hpp"

#include <algorithm>

#include <fmt/format.h>

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

// Collects what begins as the word being typed does.
class candidates {
public:
  explicit candidates(std::string_view begin) : begin_(begin) {
  }
  void offer(std::string_view word) {
    if (word.starts_with(begin_))
      words_.emplace_back(word);
  }
  std::vector<std::string> take() {
    return std::move(words_);
  }

private:
  std::string_view begin_;
  std::vector<std::string> words_;
};

void offer_commands(candidates& out, bool with_aliases) {
  for (const auto& info : commands()) {
    out.offer(info.name);
    if (with_aliases)
      std::ranges::for_each(info.aliases, [&](auto x) { out.offer(x); });
  }
}

// Offers what can follow `previous`, a word of this command's line.
void offer_arguments(candidates& out, const command_info& info,
                     std::string_view previous) {
  if (const auto* option = option_named(info, previous);
      option && !option->value.empty()) {
    std::ranges::for_each(option->choices, [&](auto x) { out.offer(x); });
    return;
  }
  if (info.kind == command_kind::help)
    offer_commands(out, false);
  for (const auto& x : info.options)
    out.offer(x.name);
}

} // namespace

std::string help_text(std::string_view topic) {
  if (topic.empty())
    return all_commands();
  const auto* info = command_named(topic);
  return info ? one_command(*info) : std::string{};
}

std::vector<std::string> completions(std::string_view line) {
  auto words = split_words(line);
  if (!words) // within quotes
    return {};
  if (words->empty() || line.ends_with(' ') || line.ends_with('\t'))
    words->emplace_back();
  candidates result{words->back()};
  if (words->size() == 1)
    offer_commands(result, !words->back().empty());
  else if (const auto* info = command_named(words->front()))
    offer_arguments(result, *info, (*words)[words->size() - 2]);
  return result.take();
}

} // namespace storify
