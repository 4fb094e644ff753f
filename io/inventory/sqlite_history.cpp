// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/sqlite_history.hpp"

#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "core/basics/text.hpp"

namespace storify {

namespace {

// A name that is missing is that of the product as it is now.
constexpr std::string_view all_columns =
  "SELECT m.number, m.time, m.who, m.product, m.origin, m.quantity_before, "
  "m.cents_before, m.quantity_after, m.cents_after, "
  "coalesce(m.name, p.name, ''), coalesce(m.old_name, '') "
  "FROM movement m LEFT JOIN product p ON p.id = m.product";

std::optional<holding> read_holding(sqlite_statement& row, int column) {
  if (row.is_null(column))
    return std::nullopt;
  return holding{row.number(column), row.number(column + 1)};
}

// Fills in a row of the table; returns what is wrong with it, or nothing.
std::string_view read_row(sqlite_statement& row, const sqlite_origins& origins,
                          movement& x) {
  auto who = row.number(2);
  const auto* from = origins.find(row.number(4));
  if (who < 0 || who > static_cast<int64_t>(author::undo))
    return "its author is unknown";
  if (from == nullptr)
    return "its origin is unknown";
  x.number = static_cast<uint64_t>(row.number(0));
  x.time = row.number(1);
  x.who = static_cast<author>(who);
  x.id = static_cast<product_id>(row.number(3));
  x.site = from->site;
  x.category = from->category;
  x.unit = from->unit;
  x.before = read_holding(row, 5);
  x.after = read_holding(row, 7);
  x.name = row.text(9);
  x.old_name = row.text(10);
  if (!is_utf8(x.name) || !is_utf8(x.old_name))
    return "it has text that is not UTF-8";
  return {};
}

} // namespace

caf::expected<std::vector<movement>> read_history(sqlite_connection& database,
                                                  const sqlite_origins& origins,
                                                  const history_query& wanted) {
  auto rows = database.prepare(
    fmt::format("{} {} ORDER BY m.number DESC LIMIT ?1", all_columns,
                wanted.id == 0 ? "" : "WHERE m.product = ?2"));
  if (!rows)
    return std::move(rows.error());
  rows->bind(1, wanted.limit == 0 ? -1 : static_cast<int64_t>(wanted.limit));
  if (wanted.id != 0)
    rows->bind(2, static_cast<int64_t>(wanted.id));
  std::vector<movement> result;
  for (;;) {
    auto code = rows->step();
    if (code == SQLITE_DONE)
      return result;
    if (code != SQLITE_ROW)
      return database.trouble(code, "among the movements");
    movement x;
    if (auto flaw = read_row(*rows, origins, x); !flaw.empty())
      return database.damaged(
        fmt::format("movement {}: {}", rows->number(0), flaw));
    result.push_back(std::move(x));
  }
}

} // namespace storify
