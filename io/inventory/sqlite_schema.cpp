// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/sqlite_schema.hpp"

#include <cstdint>

#include <fmt/format.h>

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

} // namespace

caf::error check_sqlite_schema(sqlite_connection& database) {
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

} // namespace storify
