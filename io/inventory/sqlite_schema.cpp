// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/sqlite_schema.hpp"

#include <cstdint>

#include <fmt/format.h>

#include "messages/errors.hpp"

namespace storify {

namespace {

constexpr int64_t application_id = 0x53544F52; // STOR
constexpr int64_t tables_version = 2;          // its pages have no checksums
constexpr int64_t schema_version = 3;

// What products have in common is kept once: the table of products is what
// takes time to write and to read. A movement without a name has that of its
// product, and one without a holding begins or ends where there is none.
constexpr auto tables = R"(
  CREATE TABLE origin (
    id INTEGER PRIMARY KEY, site TEXT NOT NULL, category TEXT NOT NULL,
    currency TEXT NOT NULL, UNIQUE (site, category, currency)) STRICT;
  CREATE TABLE product (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, cents INTEGER NOT NULL,
    quantity INTEGER NOT NULL, origin INTEGER NOT NULL REFERENCES origin,
    key TEXT NOT NULL, url TEXT NOT NULL, edited INTEGER NOT NULL) STRICT;
  CREATE TABLE movement (
    number INTEGER PRIMARY KEY, time INTEGER NOT NULL, who INTEGER NOT NULL,
    product INTEGER NOT NULL, origin INTEGER NOT NULL REFERENCES origin,
    quantity_before INTEGER, cents_before INTEGER,
    quantity_after INTEGER, cents_after INTEGER,
    name TEXT, old_name TEXT) STRICT;
  CREATE INDEX movement_of_product ON movement (product);
)";

constexpr auto further_tables = R"(
  CREATE TABLE removed (
    site TEXT NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL,
    PRIMARY KEY (site, key)) STRICT, WITHOUT ROWID;
  CREATE TABLE meta (next_id INTEGER NOT NULL) STRICT;
  INSERT INTO meta VALUES (1);
)";

// An unknown list of edited fields stays one: what reads it will tell.
constexpr auto from_version_1 = R"(
  INSERT INTO origin (site, category, currency)
    SELECT DISTINCT site, category, currency FROM product_1;
  INSERT INTO product
    SELECT p.id, p.name, p.cents, p.quantity, o.id, p.key, p.url,
      CASE p.edited WHEN '' THEN 0 WHEN 'name' THEN 1 WHEN 'price' THEN 2
        WHEN 'name|price' THEN 3 WHEN 'quantity' THEN 4
        WHEN 'name|quantity' THEN 5 WHEN 'price|quantity' THEN 6
        WHEN 'name|price|quantity' THEN 7 ELSE -1 END
    FROM product_1 p JOIN origin o USING (site, category, currency)
    ORDER BY p.id;
  DROP TABLE product_1;
)";

// Its two pragmas are part of the transaction.
caf::error sign(sqlite_connection& database, int64_t version) {
  auto signature = fmt::format(
    "PRAGMA application_id = {}; PRAGMA user_version = {}", application_id,
    version);
  return database.run(signature.c_str());
}

caf::error run_all(sqlite_connection& database,
                   std::initializer_list<const char*> statements) {
  for (const auto* x : statements)
    if (auto problem = database.run(x))
      return problem;
  return caf::none;
}

// The transaction stays open: who finds all of it well commits.
caf::error migrate_tables(sqlite_connection& database) {
  if (auto problem = run_all(
        database, {"BEGIN IMMEDIATE", "ALTER TABLE product RENAME TO product_1",
                   tables, from_version_1}))
    return problem;
  return sign(database, tables_version);
}

caf::error newer(const sqlite_connection& database, int64_t version) {
  return fail(ec::storage_newer,
              fmt::format("{}, version {}", database.file(), version));
}

// A newer file may have checksums of another kind.
caf::error not_read(sqlite_connection& database, const caf::error& why) {
  if (why != ec::storage_damaged)
    return why;
  database.ignore_page_sums();
  auto version = database.number("PRAGMA user_version");
  return version && *version > schema_version ? newer(database, *version) : why;
}

} // namespace

caf::error create_sqlite_schema(sqlite_connection& database) {
  database.reserve_page_sums();
  if (auto problem = run_all(database,
                             {"BEGIN IMMEDIATE", tables, further_tables}))
    return problem;
  if (auto problem = sign(database, schema_version))
    return problem;
  return database.run("COMMIT");
}

caf::error begin_sqlite_schema(sqlite_connection& database) {
  auto found = database.number("SELECT count(*) FROM sqlite_schema");
  if (!found)
    return not_read(database, found.error());
  auto owner = database.number("PRAGMA application_id");
  auto version = database.number("PRAGMA user_version");
  if (!owner || !version)
    return !owner ? owner.error() : version.error();
  if (*owner != application_id || *version < 1)
    return database.damaged("this is a database of another program");
  if (*version > schema_version)
    return newer(database, *version);
  // The pages are checked only where the header says that they can be.
  if (*version == schema_version && !database.has_page_sums())
    return database.damaged("its header is not as it was written");
  return *version == 1 ? migrate_tables(database) : caf::none;
}

caf::error finish_sqlite_schema(sqlite_connection& database) {
  if (database.in_transaction())
    if (auto problem = database.run("COMMIT"))
      return problem;
  auto version = database.number("PRAGMA user_version");
  if (!version || *version == schema_version)
    return version ? caf::none : version.error();
  // It is one step; should the next be missing, this one is done again.
  database.reserve_page_sums();
  if (auto problem = database.run("VACUUM"))
    return problem;
  return sign(database, schema_version);
}

} // namespace storify
