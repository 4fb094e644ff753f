// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/sqlite_stretch.hpp"

#include <algorithm>
#include <limits>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "core/basics/text.hpp"
#include "core/inventory/product_rules.hpp"
#include "core/rows/byte_words.hpp"
#include "core/rows/product_columns.hpp"
#include "messages/errors.hpp"
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

} // namespace

caf::expected<sqlite_stretch>
sqlite_stretch::open(sqlite_connection& database, const sqlite_origins& origins,
                     int64_t next_id) {
  auto rows = database.prepare("SELECT id, name, cents, quantity, origin, key, "
                               "url, edited FROM product "
                               "WHERE id >= ? ORDER BY id");
  if (!rows)
    return std::move(rows.error());
  return sqlite_stretch{database, origins, std::move(*rows), next_id};
}

sqlite_stretch::sqlite_stretch(sqlite_connection& database,
                               const sqlite_origins& origins,
                               sqlite_statement rows, int64_t next_id)
  : database_(&database),
    origins_(&origins),
    known_(origins.list()),
    rows_(std::move(rows)),
    next_id_(next_id) {
}

int64_t sqlite_stretch::begin(int64_t first) {
  rows_.reset();
  rows_.bind(1, first);
  id_ = std::max<int64_t>(first, 1) - 1;
  end_ = first;
  step();
  go_on();
  return end_;
}

void sqlite_stretch::go_on() {
  if (!is_at_row_)
    return;
  constexpr auto capacity = static_cast<int64_t>(product_chunk::capacity);
  auto base = id_ - id_ % capacity;
  end_ = base + std::min(span, std::numeric_limits<int64_t>::max() - base);
}

caf::expected<snapshot> sqlite_stretch::read() {
  part_packer packer{known_};
  while (is_at_row_ && id_ < end_) {
    if (auto problem = add_row(packer))
      return problem;
    step();
  }
  if (problem_)
    return problem_;
  auto all = packer.finish({}, 0);
  if (!all)
    return database_->damaged(detail(all.error()));
  return std::move(all->rows);
}

// Each row is looked at, the one behind the stretch, too.
void sqlite_stretch::step() {
  last_ = id_;
  auto code = rows_.step();
  is_at_row_ = code == SQLITE_ROW;
  problem_ = is_at_row_ || code == SQLITE_DONE
               ? caf::error{}
               : database_->trouble(code,
                                    fmt::format("behind the id {}", last_));
  if (!is_at_row_)
    return;
  id_ = rows_.number(0);
  if (id_ > last_ && id_ < next_id_)
    return;
  is_at_row_ = false;
  problem_ = database_->damaged(
    fmt::format("the id {} can't follow {} below {}", id_, last_, next_id_));
}

caf::error sqlite_stretch::add_row(part_packer& to) {
  product_view x;
  x.id = static_cast<product_id>(id_);
  const auto* from = origin_numbered(rows_.number(4));
  if (from == nullptr)
    return database_->damaged(
      fmt::format("product {}: its origin is unknown", id_));
  x.source.site = from->site;
  x.category = from->category;
  x.cost.unit = from->unit;
  if (auto flaw = read_row(rows_, x); !flaw.empty())
    return database_->damaged(fmt::format("product {}: {}", id_, flaw));
  if (auto problem = to.add(x))
    return database_->damaged(
      fmt::format("product {}: {}", id_, detail(problem)));
  return {};
}

// Most often it is that of the product before.
const origin* sqlite_stretch::origin_numbered(int64_t id) {
  if (last_origin_ == nullptr || last_origin_id_ != id) {
    last_origin_ = origins_->find(id);
    last_origin_id_ = id;
  }
  return last_origin_;
}

} // namespace storify
