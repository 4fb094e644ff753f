// SPDX-License-Identifier: BSD-3-Clause
#include "core/query/word_search.hpp"

#include <algorithm>
#include <cstring>

#include "core/basics/folding.hpp"

namespace storify {

namespace {

constexpr char end_of_text = '\n';

// White space parts words: so none has an end of text in it.
bool is_blank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

const char* find(std::string_view text, std::string_view word) {
  return static_cast<const char*>(
    ::memmem(text.data(), text.size(), word.data(), word.size()));
}

} // namespace

folded_words words_of(std::string_view text) {
  folded_words words(1);
  for (auto c : folded(text))
    if (!is_blank(c))
      words.back() += c;
    else if (!words.back().empty())
      words.emplace_back();
  if (words.back().empty())
    words.pop_back();
  // The longest is likely to be the rarest.
  auto is_sooner = [](const std::string& a, const std::string& b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  };
  std::ranges::sort(words, is_sooner);
  auto same = std::ranges::unique(words);
  words.erase(same.begin(), same.end());
  return words;
}

void word_search::add(size_t row, std::string_view name, std::string_view key) {
  auto room = size_ + room_to_fold(name.size()) + room_to_fold(key.size()) + 2;
  if (folded_.size() < room)
    folded_.resize(2 * room);
  append(name);
  append(key);
  ends_.push_back({size_, row});
}

void word_search::append(std::string_view text) {
  auto* end = fold(folded_.data() + size_, text);
  *end++ = end_of_text;
  size_ = static_cast<size_t>(end - folded_.data());
}

// Returns the next row that holds all words, or the number of rows.
size_t word_search::next_hit() {
  std::string_view all{folded_.data(), size_};
  while (next_ < ends_.size()) {
    auto begin = next_ == 0 ? 0 : ends_[next_ - 1].end;
    const auto* hit = find(all.substr(begin), words_->front());
    if (!hit)
      break;
    auto at = static_cast<size_t>(hit - all.data());
    while (ends_[next_].end <= at)
      begin = ends_[next_++].end;
    auto row = next_++;
    if (holds_the_rest(all.substr(begin, ends_[row].end - begin)))
      return row;
  }
  next_ = ends_.size();
  return next_;
}

void word_search::clear() {
  size_ = 0;
  ends_.clear();
  next_ = 0;
}

bool word_search::holds_the_rest(std::string_view texts) const {
  return std::all_of(words_->begin() + 1, words_->end(),
                     [&](const auto& word) { return find(texts, word); });
}

} // namespace storify
