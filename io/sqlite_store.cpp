// SPDX-License-Identifier: BSD-3-Clause
#include "io/sqlite_store.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "core/product_columns.hpp"
#include "core/product_rules.hpp"
#include "core/text.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace {

constexpr int64_t application_id = 0x53544F52; // STOR
constexpr int64_t schema_version = 1;

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
  for (auto* text : {&x.name, &x.category, &x.source.site, &x.source.key,
                     &x.url})
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

} // namespace

sqlite_store::sqlite_store(const std::filesystem::path& folder)
  : file_(folder / "inventory.db"),
    unread_(fail(ec::storage_failed,
                 fmt::format("{} was not read yet", file_.string()))) {
}

caf::expected<inventory_image> sqlite_store::load() {
  statements_.reset();
  database_.reset();
  auto image = open_and_read();
  unread_ = image ? caf::error{} : image.error();
  if (!image)
    database_.reset();
  return image;
}

caf::expected<uint64_t> sqlite_store::commit(const change_set& changes) {
  if (unread_)
    return unread_;
  auto problem = write(changes);
  if (!problem)
    return changes.revision;
  // Some failures have rolled back already.
  if (database_->in_transaction())
    database_->run("ROLLBACK");
  return problem;
}

std::string sqlite_store::path() const {
  return file_.string();
}

caf::expected<inventory_image> sqlite_store::open_and_read() {
  auto opened = sqlite_connection::open(file_);
  if (!opened)
    return std::move(opened.error());
  database_.emplace(std::move(*opened));
  inventory_image image;
  if (auto problem = check_file())
    return problem;
  if (auto problem = read_products(image))
    return problem;
  if (auto problem = read_removed(image))
    return problem;
  // From here on the file may be written to.
  if (auto problem = database_->run("PRAGMA journal_mode = WAL;"
                                    "PRAGMA synchronous = FULL"))
    return problem;
  if (auto problem = prepare())
    return problem;
  database_->checkpoint_on_close();
  return image;
}

// Makes the tables in a new file, and refuses one that isn't ours.
caf::error sqlite_store::check_file() {
  auto tables = database_->number("SELECT count(*) FROM sqlite_schema");
  if (!tables)
    return std::move(tables.error());
  if (*tables == 0)
    return database_->run(schema);
  auto owner = database_->number("PRAGMA application_id");
  auto version = database_->number("PRAGMA user_version");
  if (!owner || !version)
    return !owner ? owner.error() : version.error();
  if (*owner != application_id || *version < schema_version)
    return damaged("this is a database of another program");
  if (*version > schema_version)
    return fail(ec::storage_newer,
                fmt::format("{}, version {}", path(), *version));
  return {};
}

caf::error sqlite_store::prepare() {
  auto put = database_->prepare("REPLACE INTO product VALUES "
                                "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  auto erase = database_->prepare("DELETE FROM product WHERE id = ?");
  auto bury = database_->prepare("REPLACE INTO removed VALUES (?, ?, ?)");
  auto unbury = database_->prepare("DELETE FROM removed "
                                   "WHERE site = ? AND key = ?");
  auto next_id = database_->prepare("UPDATE meta SET next_id = ?1 "
                                    "WHERE next_id <> ?1");
  for (auto* x : {&put, &erase, &bury, &unbury, &next_id})
    if (!*x)
      return std::move(x->error());
  statements_.emplace(std::move(*put), std::move(*erase), std::move(*bury),
                      std::move(*unbury), std::move(*next_id));
  return {};
}

caf::error sqlite_store::read_products(inventory_image& image) {
  auto next_id = database_->number("SELECT next_id FROM meta");
  auto bytes = database_->number("SELECT page_count * page_size FROM "
                                 "pragma_page_count, pragma_page_size");
  auto rows = database_->prepare("SELECT id, name, cents, currency, "
                                 "quantity, category, site, key, url, edited "
                                 "FROM product ORDER BY id");
  if (!next_id || !bytes || !rows)
    return !next_id ? next_id.error() : !bytes ? bytes.error() : rows.error();
  if (*next_id < 1)
    return damaged("the next id is below 1");
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
      return database_->trouble(code, fmt::format("behind product {}", last));
    auto id = rows->number(0);
    if (id <= last || id >= *next_id)
      return damaged(fmt::format("the id {} can't follow {} below {}", id, last,
                                 *next_id));
    auto& x = image.products.emplace_back();
    x.id = static_cast<product_id>(id);
    if (auto flaw = read_row(*rows, x); !flaw.empty())
      return damaged(fmt::format("product {}: {}", id, flaw));
    last = id;
  }
}

caf::error sqlite_store::read_removed(inventory_image& image) {
  auto rows = database_->prepare("SELECT site, key, name FROM removed "
                                 "ORDER BY site, key");
  if (!rows)
    return std::move(rows.error());
  for (;;) {
    auto code = rows->step();
    if (code == SQLITE_DONE)
      return {};
    if (code != SQLITE_ROW)
      return database_->trouble(code, "among the removed products");
    removed_source x{{std::string{rows->text(0)}, std::string{rows->text(1)}},
                     std::string{rows->text(2)}};
    if (x.source.empty() || !is_utf8(x.source.site) || !is_utf8(x.source.key)
        || !is_utf8(x.name))
      return damaged(fmt::format("a removed product, {}, is not UTF-8 text",
                                 shown(x.source.key)));
    image.removed.push_back(std::move(x));
  }
}

caf::error sqlite_store::write(const change_set& changes) {
  if (auto problem = database_->run("BEGIN IMMEDIATE"))
    return problem;
  if (auto problem = write_products(changes))
    return problem;
  if (auto problem = write_removed(changes))
    return problem;
  statements_->next_id.bind(1, static_cast<int64_t>(changes.next_id));
  if (auto code = statements_->next_id.run(); code != SQLITE_DONE)
    return database_->trouble(code);
  return database_->run("COMMIT");
}

caf::error sqlite_store::write_products(const change_set& changes) {
  auto& [put, erase, bury, unbury, next_id] = *statements_;
  for (auto id : changes.erased) {
    erase.bind(1, static_cast<int64_t>(id));
    if (auto code = erase.run(); code != SQLITE_DONE)
      return database_->trouble(code);
  }
  for (const auto& x : changes.put) {
    put.bind(1, static_cast<int64_t>(x.id));
    put.bind(2, x.name);
    put.bind(3, x.cost.cents);
    put.bind(4, x.cost.unit.code());
    put.bind(5, x.quantity);
    put.bind(6, x.category);
    put.bind(7, x.source.site);
    put.bind(8, x.source.key);
    put.bind(9, x.url);
    put.bind(10, edited_text(x.edited));
    if (auto code = put.run(); code != SQLITE_DONE)
      return database_->trouble(code);
  }
  return {};
}

caf::error sqlite_store::write_removed(const change_set& changes) {
  auto& [put, erase, bury, unbury, next_id] = *statements_;
  for (const auto& x : changes.unburied) {
    unbury.bind(1, x.site);
    unbury.bind(2, x.key);
    if (auto code = unbury.run(); code != SQLITE_DONE)
      return database_->trouble(code);
  }
  for (const auto& x : changes.buried) {
    bury.bind(1, x.source.site);
    bury.bind(2, x.source.key);
    bury.bind(3, x.name);
    if (auto code = bury.run(); code != SQLITE_DONE)
      return database_->trouble(code);
  }
  return {};
}

caf::error sqlite_store::damaged(std::string_view place) const {
  return fail(ec::storage_damaged, fmt::format("{}, {}", path(), place));
}

} // namespace storify
