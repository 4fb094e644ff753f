// SPDX-License-Identifier: BSD-3-Clause
#include "core/prompt/arguments.hpp"

#include <algorithm>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "core/basics/display_width.hpp"
#include "core/basics/whole_number.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace {

// A dash before anything but a letter begins a word: a number, a price.
bool looks_like_option(std::string_view word) {
  auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  };
  return word.size() > 1 && word[0] == '-'
         && (word[1] == '-' || is_letter(word[1]));
}

std::string_view name_of_option(std::string_view word) {
  return word.substr(0, word.find('='));
}

} // namespace

caf::expected<arguments> arguments::read(const command_info& info,
                                         std::vector<std::string> words) {
  arguments result{info};
  if (auto problem = result.take(std::move(words)))
    return problem;
  return result;
}

caf::error arguments::take(std::vector<std::string> words) {
  CLI::App app; // It brings --help along.
  app.allow_extras();
  for (const auto& x : info_->options)
    if (std::string name{x.name}; x.value.empty())
      app.add_flag(name);
    else
      app.add_option(name)->multi_option_policy(
        CLI::MultiOptionPolicy::TakeLast);
  auto last = words.empty() ? std::string{} : words.back();
  std::reverse(words.begin(), words.end()); // As the library wants them.
  try {
    app.parse(std::move(words));
  } catch (const CLI::CallForHelp&) {
    want_help_ = true;
    return caf::none;
  } catch (const CLI::ArgumentMismatch&) {
    // Only at the end of the line an option finds no value.
    return wrong(fmt::format("{} needs a value", name_of_option(last)));
  } catch (const CLI::Error& problem) {
    return wrong(excerpt(problem.what()));
  }
  for (const auto& x : info_->options) {
    const auto* given = app.get_option(std::string{x.name});
    if (given->count() == 0)
      continue;
    const auto& value = given->results().back();
    if (x.value.empty() && value != "true") // what the library gives a flag
      return wrong(fmt::format("{} takes no value", x.name));
    options_.emplace(x.name, value);
  }
  return take_words(app.remaining());
}

caf::error arguments::take_words(const std::vector<std::string>& words) {
  auto only_words = false;
  for (const auto& word : words) {
    if (!only_words && word == "--")
      only_words = true;
    else if (!only_words && looks_like_option(word))
      return wrong(fmt::format("there is no option {}; put -- before words "
                               "that begin with a dash",
                               excerpt(name_of_option(word))));
    else
      words_.push_back(word);
  }
  return check_count();
}

caf::error arguments::check_count() const {
  const auto& [names, optional, repeated] = info_->arguments;
  if (words_.empty() && optional)
    return caf::none;
  if (words_.size() < names.size())
    return wrong(fmt::format("{} is missing", names[words_.size()]));
  if (words_.size() > names.size() && !repeated)
    return wrong(fmt::format("\"{}\" is one word too many{}",
                             excerpt(words_[names.size()]),
                             names.empty() ? ""
                                           : "; a text of several words goes "
                                             "in quotes"));
  return caf::none;
}

const std::string* arguments::option(std::string_view name) const {
  auto found = options_.find(name);
  return found == options_.end() ? nullptr : &found->second;
}

caf::expected<uint64_t> arguments::number(std::string_view name,
                                          uint64_t otherwise) const {
  const auto* text = option(name);
  if (!text)
    return otherwise;
  auto number = read_whole_number(*text);
  if (!number)
    return wrong(fmt::format("{} takes a whole number from 0 up, not \"{}\"",
                             name, excerpt(*text)));
  return static_cast<uint64_t>(*number);
}

caf::expected<size_t> arguments::choice(std::string_view name,
                                        size_t otherwise) const {
  const auto* text = option(name);
  if (!text)
    return otherwise;
  auto choices = option_named(*info_, name)->choices;
  auto found = std::ranges::find(choices, *text);
  if (found == choices.end())
    return wrong(fmt::format("{} takes one of {}, not \"{}\"", name,
                             fmt::join(choices, ", "), excerpt(*text)));
  return static_cast<size_t>(found - choices.begin());
}

caf::error arguments::wrong(std::string_view problem) const {
  return fail(ec::bad_usage, fmt::format("{}: {}; usage: {}", info_->name,
                                         problem, usage(*info_)));
}

} // namespace storify
