// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/sqlite_reader.hpp"

#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "core/basics/text.hpp"
#include "core/inventory/product_rules.hpp"
#include "core/rows/byte_words.hpp"
#include "core/rows/product_columns.hpp"
#include "messages/errors.hpp"
#include "messages/image.hpp"
#include "messages/product_view.hpp"

namespace storify {

namespace {

// Fills in what a row says of the product alone; returns what is wrong with it,
// or nothing.
std::string_view read_row(sqlite_statement& row, product_view& x) {
  auto edited = edited_fields::from_bits(row.number(7));
  x.name = row.text(1);
  x.cost.cents = row.number(2);
  x.quantity = row.number(3);
  x.source.key = row.text(5);
  x.url = row.text(6);
  for (auto text : {x.name, x.source.key, x.url})
    if (!is_ascii(text) && !is_utf8(text))
      return "it has text that is not UTF-8";
  if (!is_product_name(x.name))
    return "its name is empty or has control characters";
  if (x.cost.cents < 0 || x.cost.cents > price::max_cents)
    return "its price is out of range";
  if (x.quantity < 0 || x.quantity > max_quantity)
    return "its quantity is out of range";
  if (!edited)
    return "its edited fields are unknown";
  x.edited = *edited;
  return {};
}

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
  auto rows = database.prepare("SELECT id, name, cents, quantity, origin, key, "
                               "url, edited FROM product ORDER BY id");
  if (!next_id || !rows)
    return !next_id ? next_id.error() : rows.error();
  if (*next_id < 1)
    return database.damaged("the next id is below 1");
  return sqlite_reader{database, origins, std::move(*rows), *next_id};
}

sqlite_reader::sqlite_reader(sqlite_connection& database,
                             const sqlite_origins& origins,
                             sqlite_statement rows, int64_t next_id)
  : database_(&database),
    origins_(&origins),
    rows_(std::move(rows)),
    next_id_(next_id) {
}

caf::expected<inventory_part> sqlite_reader::next() {
  while (!packer_.has_part()) {
    auto code = rows_.step();
    if (code == SQLITE_DONE)
      return finish();
    if (code != SQLITE_ROW)
      return database_->trouble(code, fmt::format("behind product {}", last_));
    if (auto problem = add_row())
      return problem;
  }
  return packer_.take();
}

caf::error sqlite_reader::add_row() {
  auto id = rows_.number(0);
  if (id <= last_ || id >= next_id_)
    return database_->damaged(
      fmt::format("the id {} can't follow {} below {}", id, last_, next_id_));
  product_view x;
  x.id = static_cast<product_id>(id);
  const auto* from = origin_numbered(rows_.number(4));
  if (from == nullptr)
    return database_->damaged(
      fmt::format("product {}: its origin is unknown", id));
  x.source.site = from->site;
  x.category = from->category;
  x.cost.unit = from->unit;
  if (auto flaw = read_row(rows_, x); !flaw.empty())
    return database_->damaged(fmt::format("product {}: {}", id, flaw));
  if (auto problem = packer_.add(x))
    return database_->damaged(
      fmt::format("product {}: {}", id, detail(problem)));
  last_ = id;
  return {};
}

// Most often it is that of the product before.
const origin* sqlite_reader::origin_numbered(int64_t id) {
  if (last_origin_ == nullptr || last_origin_id_ != id) {
    last_origin_ = origins_->find(id);
    last_origin_id_ = id;
  }
  return last_origin_;
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
