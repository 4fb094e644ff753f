// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/sqlite_image.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "core/basics/text.hpp"
#include "core/inventory/product_rules.hpp"
#include "core/rows/product_columns.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace {

constexpr int64_t application_id = 0x53544F52; // STOR
constexpr int64_t schema_version = 1;

// Its last two pragmas repeat the numbers above.
constexpr auto schema = R"(
  PRAGMA journal_mode = WAL;
  BEGIN IMMEDIATE;
  CREATE TABLE product (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, cents INTEGER NOT NULL,
    currency TEXT NOT NULL, quantity INTEGER NOT NULL, category TEXT NOT NULL,
    site TEXT NOT NULL, key TEXT NOT NULL, url TEXT NOT NULL,
    edited TEXT NOT NULL) STRICT;
  CREATE TABLE removed (
    site TEXT NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL,
    PRIMARY KEY (site, key)) STRICT, WITHOUT ROWID;
  CREATE TABLE meta (next_id INTEGER NOT NULL) STRICT;
  INSERT INTO meta VALUES (1);
  PRAGMA application_id = 0x53544F52;
  PRAGMA user_version = 1;
  COMMIT;
)";

// Fewer bytes than a row ever takes: a file can't hold more rows than that.
constexpr int64_t least_row_bytes = 16;

// Fills in a row of the table; returns what is wrong with it, or nothing.
std::string_view read_row(sqlite_statement& row, product& x) {
  auto unit = currency::from(row.text(3));
  auto edited = read_edited(row.text(9));
  x.name = row.text(1);
  x.cost.cents = row.number(2);
  x.quantity = row.number(4);
  x.category = row.text(5);
  x.source.site = row.text(6);
  x.source.key = row.text(7);
  x.url = row.text(8);
  for (auto* text :
       {&x.name, &x.category, &x.source.site, &x.source.key, &x.url})
    if (!is_utf8(*text))
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

// Makes the tables in a new file, and refuses one that isn't ours.
caf::error check_file(sqlite_connection& database) {
  auto tables = database.number("SELECT count(*) FROM sqlite_schema");
  if (!tables)
    return std::move(tables.error());
  if (*tables == 0)
    return database.run(schema);
  auto owner = database.number("PRAGMA application_id");
  auto version = database.number("PRAGMA user_version");
  if (!owner || !version)
    return !owner ? owner.error() : version.error();
  if (*owner != application_id || *version < schema_version)
    return database.damaged("this is a database of another program");
  if (*version > schema_version)
    return fail(ec::storage_newer,
                fmt::format("{}, version {}", database.file(), *version));
  return {};
}

caf::error read_products(sqlite_connection& database, inventory_image& image) {
  auto next_id = database.number("SELECT next_id FROM meta");
  auto bytes = database.number("SELECT page_count * page_size FROM "
                               "pragma_page_count, pragma_page_size");
  auto rows = database.prepare("SELECT id, name, cents, currency, "
                               "quantity, category, site, key, url, edited "
                               "FROM product ORDER BY id");
  if (!next_id || !bytes || !rows)
    return !next_id ? next_id.error() : !bytes ? bytes.error() : rows.error();
  if (*next_id < 1)
    return database.damaged("the next id is below 1");
  image.next_id = static_cast<product_id>(*next_id);
  // Memory that isn't touched costs nothing; growing would move everything.
  image.products.reserve(
    static_cast<size_t>(std::min(*next_id, *bytes / least_row_bytes)));
  int64_t last = 0;
  for (;;) {
    auto code = rows->step();
    if (code == SQLITE_DONE)
      return {};
    if (code != SQLITE_ROW)
      return database.trouble(code, fmt::format("behind product {}", last));
    auto id = rows->number(0);
    if (id <= last || id >= *next_id)
      return database.damaged(
        fmt::format("the id {} can't follow {} below {}", id, last, *next_id));
    auto& x = image.products.emplace_back();
    x.id = static_cast<product_id>(id);
    if (auto flaw = read_row(*rows, x); !flaw.empty())
      return database.damaged(fmt::format("product {}: {}", id, flaw));
    last = id;
  }
}

caf::error read_removed(sqlite_connection& database, inventory_image& image) {
  auto rows = database.prepare("SELECT site, key, name FROM removed "
                               "ORDER BY site, key");
  if (!rows)
    return std::move(rows.error());
  for (;;) {
    auto code = rows->step();
    if (code == SQLITE_DONE)
      return {};
    if (code != SQLITE_ROW)
      return database.trouble(code, "among the removed products");
    removed_source x{{std::string{rows->text(0)}, std::string{rows->text(1)}},
                     std::string{rows->text(2)}};
    if (x.source.empty() || !is_utf8(x.source.site) || !is_utf8(x.source.key)
        || !is_utf8(x.name))
      return database.damaged(fmt::format(
        "a removed product, {}, is not UTF-8 text", shown(x.source.key)));
    image.removed.push_back(std::move(x));
  }
}

} // namespace

caf::expected<inventory_image> read_sqlite_image(sqlite_connection& database) {
  inventory_image image;
  if (auto problem = check_file(database))
    return problem;
  if (auto problem = read_products(database, image))
    return problem;
  if (auto problem = read_removed(database, image))
    return problem;
  return image;
}

} // namespace storify
