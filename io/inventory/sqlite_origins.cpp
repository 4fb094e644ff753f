// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/sqlite_origins.hpp"

#include <memory>
#include <ranges>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "core/basics/text.hpp"

namespace storify {

namespace {

// Reads a row; returns what is wrong with it, or nothing.
std::string_view read_row(sqlite_statement& row, origin& x) {
  auto unit = currency::from(row.text(3));
  if (!unit)
    return "its currency is unknown";
  x = {std::string{row.text(1)}, std::string{row.text(2)}, *unit};
  if (!is_utf8(x.site) || !is_utf8(x.category))
    return "it has text that is not UTF-8";
  return {};
}

} // namespace

caf::expected<sqlite_origins>
sqlite_origins::read(sqlite_connection& database) {
  auto rows = database.prepare("SELECT id, site, category, currency "
                               "FROM origin");
  auto insert = database.prepare("INSERT INTO origin (site, category, currency)"
                                 " VALUES (?, ?, ?) RETURNING id");
  if (!rows || !insert)
    return !rows ? rows.error() : insert.error();
  sqlite_origins result{database, std::move(*insert)};
  for (;;) {
    auto code = rows->step();
    if (code == SQLITE_DONE)
      return result;
    if (code != SQLITE_ROW)
      return database.trouble(code, "among the origins");
    origin x;
    if (auto flaw = read_row(*rows, x); !flaw.empty())
      return database.damaged(
        fmt::format("origin {}: {}", rows->number(0), flaw));
    result.numbers_.emplace(x, rows->number(0));
    result.by_number_.emplace(rows->number(0), std::move(x));
  }
}

sqlite_origins::sqlite_origins(sqlite_connection& database,
                               sqlite_statement insert)
  : database_(&database), insert_(std::move(insert)) {
}

const origin* sqlite_origins::find(int64_t id) const {
  auto found = by_number_.find(id);
  return found == by_number_.end() ? nullptr : &found->second;
}

origin_list sqlite_origins::list() const {
  auto all = std::views::values(by_number_);
  return std::make_shared<const std::vector<origin>>(all.begin(), all.end());
}

caf::expected<int64_t> sqlite_origins::number_of(const origin& x) {
  if (auto known = numbers_.find(x); known != numbers_.end())
    return known->second;
  insert_.bind(1, x.site);
  insert_.bind(2, x.category);
  insert_.bind(3, x.unit.code());
  auto code = insert_.step();
  auto number = code == SQLITE_ROW ? insert_.number(0) : 0;
  insert_.reset();
  if (code != SQLITE_ROW)
    return database_->trouble(code);
  numbers_.emplace(x, number);
  by_number_.emplace(number, x);
  fresh_.push_back(x);
  return number;
}

void sqlite_origins::end_transaction(bool committed) {
  for (const auto& x : std::exchange(fresh_, {})) {
    if (committed)
      continue;
    auto entry = numbers_.find(x);
    by_number_.erase(entry->second);
    numbers_.erase(entry);
  }
}

} // namespace storify
