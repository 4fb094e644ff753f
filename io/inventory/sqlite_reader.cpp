// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/sqlite_reader.hpp"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "core/basics/text.hpp"
#include "core/rows/product_columns.hpp"
#include "messages/errors.hpp"
#include "messages/image.hpp"

namespace storify {

namespace {

// Two keep two cores busy; the third goes on while one of them waits until the
// store has taken in what it read.
constexpr size_t most_threads = 3;

// From so many on it is quicker than to begin with threads.
constexpr int64_t many_pages = 256;

constexpr int64_t widest_span = int64_t{1} << 53;

caf::expected<std::vector<removed_source>>
read_removed(sqlite_connection& database) {
  auto rows = database.prepare("SELECT site, key, name FROM removed");
  if (!rows)
    return std::move(rows.error());
  std::vector<removed_source> result;
  for (;;) {
    auto code = rows->step();
    if (code == SQLITE_DONE)
      return result;
    if (code != SQLITE_ROW)
      return database.trouble(code, "among the removed products");
    removed_source x{{std::string{rows->text(0)}, std::string{rows->text(1)}},
                     std::string{rows->text(2)}};
    if (x.source.empty() || !is_utf8(x.source.site) || !is_utf8(x.source.key)
        || !is_utf8(x.name))
      return database.damaged(fmt::format(
        "a removed product, {}, is not UTF-8 text", shown(x.source.key)));
    result.push_back(std::move(x));
  }
}

} // namespace

caf::expected<sqlite_reader>
sqlite_reader::open(sqlite_connection& database,
                    const sqlite_origins& origins) {
  auto next_id = database.number("SELECT next_id FROM meta");
  if (!next_id)
    return std::move(next_id.error());
  if (*next_id < 1)
    return database.damaged("the next id is below 1");
  auto here = sqlite_stretch::open(database, origins, *next_id);
  if (!here)
    return std::move(here.error());
  return sqlite_reader{database, origins, std::move(*here), *next_id};
}

sqlite_reader::sqlite_reader(sqlite_connection& database,
                             const sqlite_origins& origins, sqlite_stretch here,
                             int64_t next_id)
  : database_(&database),
    origins_(&origins),
    here_(std::move(here)),
    next_id_(next_id),
    packer_(origins.list()) {
}

void sqlite_reader::use_threads() {
  auto pages = database_->number("PRAGMA page_count");
  if (!pages || *pages < many_pages)
    return;
  while (threads_.size() < most_threads) {
    auto opened = sqlite_read_ahead::open(database_->file(), *origins_,
                                          next_id_);
    if (!opened)
      break;
    threads_.push_back(std::move(*opened));
  }
  for (auto& x : threads_)
    first_ = x.begin(first_, span_);
}

caf::expected<inventory_part> sqlite_reader::next() {
  while (!packer_.has_part()) {
    if (is_at_end_)
      return finish();
    auto stretch = read();
    if (!stretch)
      return std::move(stretch.error());
    if (auto problem = add(*stretch))
      return problem;
  }
  return packer_.take();
}

caf::expected<sqlite_stretch::result> sqlite_reader::read() {
  if (threads_.empty()) {
    first_ = here_.begin(first_, span_);
    return here_.read();
  }
  auto& thread = threads_[turn_];
  turn_ = (turn_ + 1) % threads_.size();
  auto result = thread.take();
  first_ = thread.begin(first_, span_);
  return result;
}

// Where the ids of a damaged table don't ascend, a search leads elsewhere than
// to go on from row to row, and what is between them would be lost.
caf::error sqlite_reader::add(const sqlite_stretch::result& x) {
  if (following_ && x.first != following_)
    return database_->damaged(fmt::format(
      "the products behind {} are not in order", packer_.last_id()));
  following_ = x.following;
  is_at_end_ = !following_;
  if (!x.rows.empty())
    packer_.add(x.rows);
  adapt_span(x.rows.size());
  return {};
}

// Ids that people brought can be far from each other.
void sqlite_reader::adapt_span(size_t found) {
  constexpr auto usual = sqlite_stretch::usual_span;
  if (found < static_cast<size_t>(usual / 4))
    span_ = std::min(2 * span_, widest_span);
  else if (found > static_cast<size_t>(usual / 2))
    span_ = std::max(span_ / 2, usual);
}

caf::expected<inventory_part> sqlite_reader::finish() {
  auto removed = read_removed(*database_);
  auto moved = database_->number("SELECT coalesce(max(number), 0) "
                                 "FROM movement");
  if (!removed || !moved)
    return !removed ? removed.error() : moved.error();
  if (*moved < 0 || *moved == std::numeric_limits<int64_t>::max())
    return database_->damaged(
      fmt::format("a movement has the number {}", *moved));
  auto part = packer_.finish(std::move(*removed),
                             static_cast<product_id>(next_id_));
  if (!part)
    return database_->damaged(detail(part.error()));
  part->next_movement = static_cast<uint64_t>(*moved) + 1;
  return part;
}

} // namespace storify
