// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/sqlite_reader.hpp"

#include <utility>
#include <vector>

#include <fmt/format.h>

#include "core/basics/text.hpp"
#include "core/rows/product_columns.hpp"
#include "messages/errors.hpp"
#include "messages/image.hpp"

namespace storify {

namespace {

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

// As many as keep two cores busy, and a third that feeds the store.
void sqlite_reader::use_threads() {
  auto last = database_->number("SELECT coalesce(max(id), 0) FROM product");
  if (!last || *last < sqlite_stretch::most_ids)
    return;
  for (auto i = 0; i < 3; ++i)
    if (auto opened = sqlite_read_ahead::open(database_->file(), *origins_,
                                              next_id_))
      threads_.push_back(std::move(*opened));
  for (auto& x : threads_)
    first_ = x.begin(first_);
}

caf::expected<inventory_part> sqlite_reader::next() {
  while (!packer_.has_part()) {
    auto rows = read();
    if (!rows)
      return std::move(rows.error());
    if (rows->empty())
      return finish();
    packer_.add(*rows);
  }
  return packer_.take();
}

caf::expected<snapshot> sqlite_reader::read() {
  if (threads_.empty()) {
    first_ = here_.begin(first_);
    return here_.read();
  }
  auto& thread = threads_[turn_];
  turn_ = (turn_ + 1) % threads_.size();
  auto rows = thread.take();
  first_ = thread.begin(first_);
  return rows;
}

caf::expected<inventory_part> sqlite_reader::finish() {
  auto removed = read_removed(*database_);
  auto moved = database_->number("SELECT coalesce(max(number), 0) "
                                 "FROM movement");
  if (!removed || !moved)
    return !removed ? removed.error() : moved.error();
  if (*moved < 0)
    return database_->damaged("a movement has a number below 0");
  auto part = packer_.finish(std::move(*removed),
                             static_cast<product_id>(next_id_));
  if (!part)
    return database_->damaged(detail(part.error()));
  part->next_movement = static_cast<uint64_t>(*moved) + 1;
  return part;
}

} // namespace storify
