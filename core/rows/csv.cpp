// SPDX-License-Identifier: BSD-3-Clause
#include "core/rows/csv.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "core/basics/text.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// Whether a cell with this character has to stand in quotes.
bool is_special(char c) {
  return c == ',' || c == '"' || c == '\n' || c == '\r';
}

} // namespace

csv_reader::csv_reader(std::string text) : text_(std::move(text)) {
  if (text_.starts_with(byte_order_mark))
    at_ = byte_order_mark.size();
}

caf::expected<bool> csv_reader::next(std::vector<std::string_view>& cells) {
  cells.clear();
  skip_empty_lines();
  record_line_ = line_;
  if (at_ == text_.size())
    return false;
  for (;;) {
    if (at_ < text_.size() && text_[at_] == '"') {
      auto cell = quoted_cell();
      if (!cell)
        return std::move(cell.error());
      cells.push_back(*cell);
    } else {
      cells.push_back(plain_cell());
    }
    if (at_ < text_.size() && text_[at_] == ',') {
      ++at_;
      continue;
    }
    at_ += line_end_at(at_);
    ++line_;
    return true;
  }
}

void csv_reader::skip_empty_lines() {
  while (auto size = line_end_at(at_)) {
    at_ += size;
    ++line_;
  }
}

std::string_view csv_reader::plain_cell() {
  auto from = at_;
  const auto* text = text_.data();
  auto size = text_.size();
  auto at = at_;
  while (at < size && text[at] != ',' && text[at] != '\n')
    ++at;
  // The CR of a CRLF is no part of the cell.
  if (at > from && at < size && text[at] == '\n' && text[at - 1] == '\r')
    --at;
  at_ = at;
  return {text + from, at - from};
}

// Moves the text between the quotes together where it has doubled quotes, so
// that the cell is one piece; what is behind `at_` is never read again.
caf::expected<std::string_view> csv_reader::quoted_cell() {
  auto opened = line_;
  auto from = at_ + 1;
  auto to = from;
  for (at_ = from;; ++at_) {
    if (at_ == text_.size())
      return fail(ec::bad_row,
                  fmt::format("line {}: a quote is opened and never closed",
                              opened));
    if (text_[at_] == '"' && (++at_ == text_.size() || text_[at_] != '"'))
      break;
    if (text_[at_] == '\n')
      ++line_;
    text_[to++] = text_[at_];
  }
  if (at_ < text_.size() && text_[at_] != ',' && line_end_at(at_) == 0)
    return fail(ec::bad_row,
                fmt::format("line {}: there is text behind a closing quote",
                            line_));
  return std::string_view{text_.data() + from, to - from};
}

// Returns the size of the line end at `position`, or 0 if there is none.
size_t csv_reader::line_end_at(size_t position) const {
  auto rest = std::string_view{text_}.substr(position);
  if (rest.starts_with('\n'))
    return 1;
  return rest.starts_with("\r\n") ? 2 : 0;
}

caf::error check_utf8(std::string_view text) {
  if (is_utf8(text))
    return {};
  size_t line = 1;
  for (auto end = text.find('\n'); is_utf8(text.substr(0, end)); ++line) {
    text.remove_prefix(end + 1);
    end = text.find('\n');
  }
  return fail(ec::bad_row,
              fmt::format("line {}: this is not valid UTF-8 text", line));
}

void append_csv_cell(std::string& out, std::string_view cell) {
  if (std::none_of(cell.begin(), cell.end(), is_special)) {
    out += cell;
    return;
  }
  out += '"';
  for (auto c : cell) {
    if (c == '"')
      out += '"';
    out += c;
  }
  out += '"';
}

} // namespace storify
