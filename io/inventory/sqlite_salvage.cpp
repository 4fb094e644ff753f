// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/sqlite_salvage.hpp"

#include <string>
#include <vector>

#include <fmt/format.h>

#include "io/inventory/sqlite_statement.hpp"
#include "io/inventory/table_salvage.hpp"

namespace storify {

namespace {

constexpr numbered_table tables[]{
  {"origin", "id, site, category, currency", 4, 4},
  {"product", "id, name, cents, quantity, origin, key, url, edited", 8, 8},
  {"movement",
   "number, time, who, product, origin, quantity_before, cents_before, "
   "quantity_after, cents_after, name, old_name",
   11, 5},
};

constexpr auto notes = R"(
  CREATE TEMP TABLE doubtful (
    kind TEXT, id INTEGER, PRIMARY KEY (kind, id)) WITHOUT ROWID;
  CREATE TEMP TABLE lost (kind TEXT, first INTEGER, last INTEGER);
)";

// Runs a statement about a kind and numbers.
caf::error note(sqlite_connection& fresh, sqlite_statement& statement,
                std::string_view kind, int64_t first, int64_t last = 0) {
  statement.bind(1, kind);
  statement.bind(2, first);
  if (last != 0)
    statement.bind(3, last);
  auto code = statement.run();
  return code == SQLITE_DONE ? caf::error{} : fresh.trouble(code);
}

caf::error note_all(sqlite_connection& fresh, std::string_view kind,
                    const std::vector<int64_t>& doubtful,
                    const table_salvage::ranges& lost) {
  auto doubt = fresh.prepare("INSERT OR IGNORE INTO doubtful VALUES (?, ?)");
  auto lose = fresh.prepare("INSERT INTO lost VALUES (?, ?, ?)");
  if (!doubt || !lose)
    return !doubt ? doubt.error() : lose.error();
  for (auto id : doubtful)
    if (auto problem = note(fresh, *doubt, kind, id))
      return problem;
  for (auto [first, last] : lost)
    if (auto problem = note(fresh, *lose, kind, first, last))
      return problem;
  return {};
}

// First what is on pages that are as they were written, then what is left. A
// header that is wrong makes nothing doubtful that is on other pages.
caf::error salvage_table(const numbered_table& table,
                         sqlite_connection& damaged, sqlite_connection& fresh) {
  damaged.ignore_page_sums(1);
  table_salvage sound{table, damaged, fresh};
  if (auto problem = sound.run())
    return problem;
  if (sound.lost().empty())
    return {};
  damaged.ignore_page_sums();
  table_salvage rest{table, damaged, fresh};
  if (auto problem = rest.run())
    return problem;
  return note_all(fresh, table.name, rest.copied(), rest.lost());
}

// Its rows have no number: reads from both ends.
caf::error salvage_removed(sqlite_connection& damaged,
                           sqlite_connection& fresh) {
  auto insert = fresh.prepare("INSERT OR IGNORE INTO removed VALUES (?, ?, ?)");
  if (!insert)
    return std::move(insert.error());
  for (auto order : {"site, key", "site DESC, key DESC"}) {
    auto rows = damaged.prepare(
      fmt::format("SELECT site, key, name FROM removed ORDER BY {}", order));
    auto code = SQLITE_CORRUPT;
    while (rows && (code = rows->step()) == SQLITE_ROW) {
      for (auto i = 0; i < 3; ++i)
        insert->bind(i + 1, *rows, i);
      auto done = insert->run();
      if (done != SQLITE_DONE && (done & 0xFF) != SQLITE_CONSTRAINT)
        return fresh.trouble(done);
    }
    if (code == SQLITE_DONE)
      return {};
  }
  return note_all(fresh, "removed", {}, {{1, 1}});
}

// One that is lost is made anew from what there is.
caf::error salvage_next_id(sqlite_connection& damaged,
                           sqlite_connection& fresh) {
  auto next_id = damaged.number("SELECT next_id FROM meta "
                                "WHERE typeof(next_id) = 'integer'");
  if (!next_id)
    return {};
  return fresh.run(
    fmt::format("UPDATE meta SET next_id = {}", *next_id).c_str());
}

} // namespace

caf::error salvage(sqlite_connection& damaged, sqlite_connection& fresh) {
  if (auto problem = fresh.run(notes))
    return problem;
  for (const auto& table : tables)
    if (auto problem = salvage_table(table, damaged, fresh))
      return problem;
  damaged.ignore_page_sums();
  if (auto problem = salvage_removed(damaged, fresh))
    return problem;
  return salvage_next_id(damaged, fresh);
}

} // namespace storify
