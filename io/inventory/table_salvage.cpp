// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/table_salvage.hpp"

#include <algorithm>
#include <limits>
#include <string>

#include <fmt/format.h>

namespace storify {

namespace {

constexpr auto highest = std::numeric_limits<int64_t>::max();

// How far it is looked for rows behind one that can't be read.
constexpr int64_t furthest = int64_t{1} << 40;

// Where there are none, so many numbers are tried one by one.
constexpr int64_t most_tried = 8192;

// A table of which nearly nothing can be read takes no longer than this.
constexpr int most_failures = 200'000;

std::string marks(int count) {
  std::string result = "?";
  for (auto i = 1; i < count; ++i)
    result += ", ?";
  return result;
}

} // namespace

table_salvage::table_salvage(const numbered_table& table,
                             sqlite_connection& damaged,
                             sqlite_connection& fresh)
  : table_(table), fresh_(&fresh) {
  std::string_view number = table.columns;
  number = number.substr(0, number.find(','));
  auto rows = damaged.prepare(
    fmt::format("SELECT {} FROM {} WHERE {} BETWEEN ?1 AND ?2 ORDER BY {}",
                table.columns, table.name, number, number));
  auto insert = fresh.prepare(
    fmt::format("INSERT OR IGNORE INTO {} VALUES ({}) RETURNING 1", table.name,
                marks(table.width)));
  if (!insert)
    problem_ = std::move(insert.error());
  else
    insert_.emplace(std::move(*insert));
  if (rows)
    rows_.emplace(std::move(*rows));
}

caf::error table_salvage::run() {
  if (problem_)
    return problem_;
  if (!rows_) {
    lose(1, highest);
    return {};
  }
  // Nothing is there unless a number is damaged: what reads it will tell.
  copy(-highest, 0);
  auto at = copy(1, highest);
  while (!at.is_complete && !problem_)
    at = go_beyond(at.last);
  return problem_;
}

// Copies the rows of a range as far as they can be read one after the other.
table_salvage::reach table_salvage::copy(int64_t first, int64_t last) {
  auto at = first - 1;
  rows_->bind(1, first);
  rows_->bind(2, last);
  auto code = rows_->step();
  for (; code == SQLITE_ROW && !problem_; code = rows_->step()) {
    at = std::max(at, rows_->number(0));
    keep();
  }
  rows_->reset();
  return {at, code == SQLITE_DONE};
}

// Behind `last` is something that can't be read: looks for what follows, and
// then for what there is between.
table_salvage::reach table_salvage::go_beyond(int64_t last) {
  for (int64_t step = 1; step <= furthest && last < highest - step; step *= 2) {
    auto from = last + step;
    auto at = copy(from, highest);
    if (!at.is_complete && at.last < from)
      continue;
    halve(last + 1, from - 1);
    return at;
  }
  auto end = last < highest - most_tried ? last + most_tried : highest;
  halve(last + 1, end);
  lose(end, highest);
  return {highest, true};
}

// Finds the rows of a range that can be read, in smaller and smaller parts.
void table_salvage::halve(int64_t first, int64_t last) {
  if (first > last || problem_)
    return;
  auto at = copy(first, last);
  if (at.is_complete || at.last >= last)
    return;
  first = at.last + 1;
  if (first == last || ++failures_ > most_failures)
    return lose(first, last);
  auto middle = first + (last - first) / 2;
  halve(first, middle);
  halve(middle + 1, last);
}

// Copies the row that was read, unless its values are of the wrong kind.
void table_salvage::keep() {
  auto number = rows_->number(0);
  for (auto i = 0; i < table_.needed; ++i)
    if (rows_->is_null(i))
      return lose(number, number);
  for (auto i = 0; i < table_.width; ++i)
    insert_->bind(i + 1, *rows_, i);
  auto code = insert_->step();
  insert_->reset();
  if (code == SQLITE_ROW)
    copied_.push_back(number);
  else if ((code & 0xFF) == SQLITE_CONSTRAINT)
    lose(number, number);
  else if (code != SQLITE_DONE)
    problem_ = fresh_->trouble(code);
}

void table_salvage::lose(int64_t first, int64_t last) {
  if (!lost_.empty() && first - 1 <= lost_.back().second
      && first >= lost_.back().first)
    lost_.back().second = std::max(last, lost_.back().second);
  else
    lost_.emplace_back(first, last);
}

} // namespace storify
