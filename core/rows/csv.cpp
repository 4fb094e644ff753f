// SPDX-License-Identifier: BSD-3-Clause
#include "core/rows/csv.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <simdjson.h>

#include "core/basics/text.hpp"
#include "core/rows/byte_words.hpp"
#include "messages/errors.hpp"

namespace storify {

csv_reader::csv_reader(std::string text, char separator)
  : text_(std::move(text)), separator_(separator), ends_(text_, separator) {
  at_ = byte_order_mark_size(text_);
}

csv_reader::csv_reader(supply more) : more_(std::move(more)) {
}

caf::expected<bool> csv_reader::next(std::vector<std::string_view>& cells) {
  for (;;) {
    skip_empty_lines();
    record_line_ = line_;
    if (at_ < text_.size()) {
      auto begin = at_;
      auto problem = read_record(cells);
      if (!problem)
        return true;
      if (!is_cut_ || !more_)
        return problem;
      at_ = begin;
      line_ = record_line_;
    }
    auto is_longer = extend();
    if (!is_longer)
      return std::move(is_longer.error());
    if (!*is_longer && at_ == text_.size())
      return false;
  }
}

// Puts what comes next behind what was not read yet; returns false, and is
// without a supply, if nothing comes.
caf::expected<bool> csv_reader::extend() {
  if (!more_)
    return false;
  auto is_first = text_.empty();
  text_.erase(0, at_);
  at_ = 0;
  auto more = more_(text_);
  ends_ = {text_, separator_};
  if (!more || !*more)
    more_ = nullptr;
  if (is_first)
    at_ = byte_order_mark_size(text_);
  return more;
}

caf::error csv_reader::read_record(std::vector<std::string_view>& cells) {
  cells.clear();
  unquoted_.clear();
  for (;;) {
    if (at_ < text_.size() && text_[at_] == '"') {
      auto cell = quoted_cell();
      if (!cell)
        return std::move(cell.error());
      cells.push_back(*cell);
    } else {
      cells.push_back(plain_cell(ends_.find(at_)));
    }
    if (at_ < text_.size() && text_[at_] == separator_) {
      ++at_;
      continue;
    }
    at_ += line_end_at(at_);
    ++line_;
    return {};
  }
}

void csv_reader::skip_empty_lines() {
  while (auto size = line_end_at(at_)) {
    at_ += size;
    ++line_;
  }
}

// Takes the cell up to `end`.
std::string_view csv_reader::plain_cell(size_t end) {
  auto from = std::exchange(at_, end);
  // The CR of a CRLF is no part of the cell.
  if (end > from && end < text_.size() && text_[end] == '\n'
      && text_[end - 1] == '\r')
    --at_;
  return {text_.data() + from, at_ - from};
}

caf::expected<std::string_view> csv_reader::quoted_cell() {
  auto opened = line_;
  auto from = at_ + 1;
  auto has_doubled = false;
  for (at_ = from;; at_ += 2) {
    at_ = text_.find('"', at_);
    is_cut_ = at_ == text_.npos;
    if (is_cut_)
      return fail(ec::bad_row,
                  fmt::format("line {}: a quote is opened and never closed",
                              opened));
    if (at_ + 1 == text_.size() || text_[at_ + 1] != '"')
      break;
    has_doubled = true;
  }
  auto cell = std::string_view{text_}.substr(from, at_ - from);
  line_ += static_cast<size_t>(std::count(cell.begin(), cell.end(), '\n'));
  ++at_;
  if (at_ < text_.size() && text_[at_] != separator_ && line_end_at(at_) == 0)
    return fail(ec::bad_row,
                fmt::format("line {}: there is text behind a closing quote",
                            line_));
  return has_doubled ? without_doubled_quotes(cell) : cell;
}

// The text stays as it is: a record that is cut is read again.
std::string_view csv_reader::without_doubled_quotes(std::string_view cell) {
  // No more than that is ever needed: cells put here don't move.
  if (unquoted_.capacity() < text_.size())
    unquoted_.reserve(text_.size());
  auto from = unquoted_.size();
  for (size_t i = 0; i < cell.size(); ++i) {
    unquoted_ += cell[i];
    if (cell[i] == '"')
      ++i;
  }
  return std::string_view{unquoted_}.substr(from);
}

// Returns the size of the line end at `position`, or 0 if there is none.
size_t csv_reader::line_end_at(size_t position) const {
  auto rest = std::string_view{text_}.substr(position);
  if (rest.starts_with('\n'))
    return 1;
  return rest.starts_with("\r\n") ? 2 : 0;
}

std::optional<size_t> find_bad_utf8(std::string_view text) {
  auto is_valid = [](std::string_view x) {
    return simdjson::validate_utf8(x.data(), x.size());
  };
  if (is_valid(text))
    return std::nullopt;
  size_t begin = 0;
  for (;;) {
    auto end = text.find('\n', begin);
    if (!is_valid(text.substr(begin, end - begin)))
      return begin;
    begin = end + 1;
  }
}

caf::error check_utf8(std::string_view text) {
  auto bad = find_bad_utf8(text);
  if (!bad)
    return {};
  auto lines = std::ranges::count(text.substr(0, *bad), '\n');
  return fail(ec::bad_row,
              fmt::format("line {}: {}", lines + 1, not_utf8_words));
}

bool is_plain_csv_cell(std::string_view cell) {
  return !any_word(cell, [](byte_word x) {
    return bytes_equal(x, ',') | bytes_equal(x, '"') | bytes_equal(x, '\n')
           | bytes_equal(x, '\r');
  });
}

void append_csv_cell(std::string& out, std::string_view cell) {
  if (is_plain_csv_cell(cell)) {
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
