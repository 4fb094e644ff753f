// SPDX-License-Identifier: BSD-3-Clause
#include "core/basics/words.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "messages/errors.hpp"

namespace storify {

namespace {

constexpr bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n';
}

// Counts as a person does: characters, not the bytes of their UTF-8.
size_t place_of(std::string_view line, size_t index) {
  auto begins = [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  };
  auto before = line.substr(0, index);
  return 1 + static_cast<size_t>(std::ranges::count_if(before, begins));
}

// Returns what `\c` means between $' and ', or 0: then it stands for itself.
char escaped(char c) {
  switch (c) {
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case '\'':
    case '"':
    case '\\': return c;
    default: return '\0';
  }
}

class splitter {
public:
  explicit splitter(std::string_view line) : line_(line) {
  }

  caf::expected<std::vector<std::string>> run() {
    while (at_ < line_.size())
      if (auto open = take(line_[at_]))
        return unclosed(*open);
    end_word();
    return std::move(words_);
  }

private:
  // Takes what begins with `c`; returns where a quote opens that never closes.
  std::optional<size_t> take(char c) {
    if (c == '\'')
      return take_single_quoted();
    if (c == '"')
      return take_double_quoted();
    if (line_.substr(at_).starts_with("$'"))
      return take_dollar_quoted();
    ++at_;
    if (is_blank(c))
      end_word();
    else if (c == '\\')
      take_escaped();
    else
      keep(c);
    return std::nullopt;
  }

  std::optional<size_t> take_single_quoted() {
    auto end = line_.find('\'', at_ + 1);
    if (end == std::string_view::npos)
      return at_;
    begun_ = true;
    word_ += line_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    return std::nullopt;
  }

  std::optional<size_t> take_double_quoted() {
    constexpr std::string_view escapable = "$`\"\\";
    auto open = at_++;
    begun_ = true;
    for (; at_ < line_.size(); ++at_) {
      auto c = line_[at_];
      if (c == '"') {
        ++at_;
        return std::nullopt;
      }
      auto next = at_ + 1 < line_.size() ? line_[at_ + 1] : '\0';
      if (c == '\\' && next != '\0' && escapable.find(next) != escapable.npos)
        c = line_[++at_];
      word_ += c;
    }
    return open;
  }

  // It has escapes, so that one line can say all that a text may hold.
  std::optional<size_t> take_dollar_quoted() {
    auto open = at_ + 1;
    begun_ = true;
    for (at_ += 2; at_ < line_.size(); ++at_) {
      auto c = line_[at_];
      if (c == '\'') {
        ++at_;
        return std::nullopt;
      }
      auto next = at_ + 1 < line_.size() ? escaped(line_[at_ + 1]) : '\0';
      if (c == '\\' && next != '\0') {
        c = next;
        ++at_;
      }
      word_ += c;
    }
    return open;
  }

  // A backslash with nothing behind it stands for itself, as in a shell.
  void take_escaped() {
    keep(at_ < line_.size() ? line_[at_++] : '\\');
  }

  void keep(char c) {
    begun_ = true;
    word_ += c;
  }

  void end_word() {
    if (begun_)
      words_.push_back(std::move(word_));
    word_.clear();
    begun_ = false;
  }

  caf::error unclosed(size_t open) const {
    return fail(ec::bad_usage,
                fmt::format("the quote {0} at character {1} is never closed; "
                            "close it, or write \\{0} for the character itself",
                            line_[open], place_of(line_, open)));
  }

  std::string_view line_;
  size_t at_ = 0;
  bool begun_ = false; // An empty pair of quotes is a word, too.
  std::string word_;
  std::vector<std::string> words_;
};

} // namespace

caf::expected<std::vector<std::string>> split_words(std::string_view line) {
  return splitter{line}.run();
}

} // namespace storify
