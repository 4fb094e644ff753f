// SPDX-License-Identifier: BSD-3-Clause
#include "core/rows/tsv.hpp"

#include <algorithm>
#include <utility>

#include "core/basics/text.hpp"

namespace storify {

namespace {

// Returns what stands for `\c`, or 0.
char escaped(char c) {
  switch (c) {
    case 't': return '\t';
    case 'n': return '\n';
    case 'r': return '\r';
    case '\\': return '\\';
    default: return '\0';
  }
}

} // namespace

tsv_reader::tsv_reader(std::string text)
  : text_(std::move(text)), at_(byte_order_mark_size(text_)) {
}

caf::expected<bool> tsv_reader::next(std::vector<std::string_view>& cells) {
  cells.clear();
  while (at_ < text_.size() && cells.empty()) {
    auto next_line = std::min(text_.find('\n', at_), text_.size() - 1) + 1;
    auto end = next_line;
    while (end > at_ && (text_[end - 1] == '\n' || text_[end - 1] == '\r'))
      --end;
    ++line_;
    while (at_ < end) {
      auto tab = std::min(text_.find('\t', at_), end);
      cells.push_back(unescape(at_, tab));
      if (tab + 1 == end)
        cells.push_back(unescape(end, end));
      at_ = tab + 1;
    }
    at_ = next_line;
  }
  return !cells.empty();
}

std::string_view tsv_reader::unescape(size_t from, size_t to) {
  auto end = from;
  for (auto at = from; at < to; ++at) {
    auto c = text_[at] == '\\' && at + 1 < to ? escaped(text_[at + 1]) : '\0';
    if (c != '\0')
      ++at;
    text_[end++] = c != '\0' ? c : text_[at];
  }
  return {text_.data() + from, end - from};
}

} // namespace storify
