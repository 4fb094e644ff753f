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
#include "io/inventory/sqlite_schema.hpp"
#include "messages/errors.hpp"
#include "messages/image.hpp"
#include "messages/product_view.hpp"

namespace storify {

namespace {

// Fills in a row of the table; returns what is wrong with it, or nothing.
std::string_view read_row(sqlite_statement& row, product_view& x) {
  auto unit = currency::from(row.text(3));
  auto edited = read_edited(row.text(9));
  x.name = row.text(1);
  x.cost.cents = row.number(2);
  x.quantity = row.number(4);
  x.category = row.text(5);
  x.source = {row.text(6), row.text(7)};
  x.url = row.text(8);
  for (auto text : {x.name, x.category, x.source.site, x.source.key, x.url})
    if (!is_ascii(text) && !is_utf8(text))
      return "it has text that is not UTF-8";
  if (!is_product_name(x.name))
    return "its name is empty or has control characters";
  if (!unit)
    return "its currency is unknown";
  if (x.cost.cents < 0 || x.cost.cents > price::max_cents)
    return "its price is out of range";
  if (x.quantity < 0 || x.quantity > max_quantity)
    return "its quantity is out of range";
  if (!edited)
    return "its edited fields are unknown";
  x.cost.unit = *unit;
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

caf::expected<sqlite_reader> sqlite_reader::open(sqlite_connection& database) {
  if (auto problem = check_sqlite_schema(database))
    return problem;
  auto next_id = database.number("SELECT next_id FROM meta");
  auto rows = database.prepare("SELECT id, name, cents, currency, "
                               "quantity, category, site, key, url, edited "
                               "FROM product ORDER BY id");
  if (!next_id || !rows)
    return !next_id ? next_id.error() : rows.error();
  if (*next_id < 1)
    return database.damaged("the next id is below 1");
  return sqlite_reader{database, std::move(*rows), *next_id};
}

sqlite_reader::sqlite_reader(sqlite_connection& database, sqlite_statement rows,
                             int64_t next_id)
  : database_(&database), rows_(std::move(rows)), next_id_(next_id) {
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
  if (auto flaw = read_row(rows_, x); !flaw.empty())
    return database_->damaged(fmt::format("product {}: {}", id, flaw));
  if (auto problem = packer_.add(x))
    return database_->damaged(
      fmt::format("product {}: {}", id, detail(problem)));
  last_ = id;
  return {};
}

caf::expected<inventory_part> sqlite_reader::finish() {
  auto removed = read_removed(*database_);
  if (!removed)
    return std::move(removed.error());
  auto part = packer_.finish(std::move(*removed),
                             static_cast<product_id>(next_id_));
  if (!part)
    return database_->damaged(detail(part.error()));
  return part;
}

} // namespace storify
