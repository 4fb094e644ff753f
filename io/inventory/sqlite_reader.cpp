// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/sqlite_reader.hpp"

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

// Less is read in the time that it takes to begin with threads.
constexpr int64_t many_pages = 256;

// Where ids are farther apart a stretch of them has too few products.
constexpr int64_t most_ids_per_page = 200;

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
  auto last = database_->number("SELECT coalesce(max(id), 0) FROM product");
  if (!pages || !last || *pages < many_pages
      || *last / most_ids_per_page > *pages)
    return;
  while (threads_.size() < most_threads) {
    auto opened = sqlite_read_ahead::open(database_->file(), *origins_,
                                          next_id_);
    if (!opened)
      break;
    threads_.push_back(std::move(*opened));
  }
  for (auto& x : threads_)
    first_ = x.begin(first_);
  auto count = [database = database_] {
    return database->number("SELECT count(*) FROM product");
  };
  if (!threads_.empty())
    count_ = std::async(std::launch::async | std::launch::deferred, count);
}

caf::expected<inventory_part> sqlite_reader::next() {
  while (!packer_.has_part()) {
    auto rows = threads_.empty() ? read_here() : take();
    if (!rows)
      return std::move(rows.error());
    if (rows->empty())
      return finish();
    found_ += static_cast<int64_t>(rows->size());
    packer_.add(*rows);
  }
  return packer_.take();
}

// From row to row: so nothing is left out, in whatever order they are.
caf::expected<snapshot> sqlite_reader::read_here() {
  if (std::exchange(has_begun_, true))
    here_.go_on();
  else
    here_.begin(first_);
  return here_.read();
}

caf::expected<snapshot> sqlite_reader::take() {
  auto& thread = threads_[turn_];
  turn_ = (turn_ + 1) % threads_.size();
  auto rows = thread.take();
  if (rows && !rows->empty())
    first_ = thread.begin(first_);
  return rows;
}

// Where the ids of a damaged table don't ascend, a search for the next stretch
// can lead past some of them.
caf::error sqlite_reader::check_count() {
  if (!count_.valid())
    return {};
  auto count = count_.get();
  if (!count)
    return std::move(count.error());
  if (*count == found_)
    return {};
  return database_->damaged(fmt::format(
    "{} products were found, but there are {}: they are not in order", found_,
    *count));
}

caf::expected<inventory_part> sqlite_reader::finish() {
  if (auto problem = check_count())
    return problem;
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
