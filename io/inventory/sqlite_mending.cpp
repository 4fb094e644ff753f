// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/sqlite_mending.hpp"

#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "core/basics/text.hpp"
#include "io/inventory/mending_rules.hpp"
#include "io/inventory/sqlite_functions.hpp"

namespace storify {

namespace {

constexpr int64_t most_told = 5;

std::string in_words(int64_t id, std::string_view name) {
  if (id == 0 || name.empty())
    return id == 0 ? std::string{name} : fmt::to_string(id);
  return fmt::format("{} ({})", id, name);
}

// Words what was found, the first ones by name.
caf::expected<std::string> told(sqlite_connection& database,
                                const mending_rule& x, int64_t number) {
  auto result = fmt::format(fmt::runtime(x.words), counted(number, x.thing));
  auto rows = database.prepare("SELECT id, name FROM flaw LIMIT ?");
  if (!rows)
    return std::move(rows.error());
  rows->bind(1, most_told);
  std::string_view separator = ": ";
  for (; rows->step() == SQLITE_ROW; separator = ", ")
    if (auto words = in_words(rows->number(0), rows->text(1)); !words.empty())
      result += fmt::format("{}{}", separator, words);
  if (number > most_told)
    result += fmt::format(" and {} more", number - most_told);
  return printable(result);
}

caf::error follow(sqlite_connection& database, const mending_rule& x,
                  std::vector<std::string>& done) {
  auto find = fmt::format("CREATE TEMP TABLE flaw AS {}", x.find);
  if (auto problem = database.run(find.c_str()))
    return problem;
  auto number = database.number("SELECT count(*) FROM flaw");
  if (!number)
    return std::move(number.error());
  if (*number > 0 && !x.words.empty()) {
    auto words = told(database, x, *number);
    if (!words)
      return std::move(words.error());
    done.push_back(std::move(*words));
  }
  if (auto problem = database.run(x.mend))
    return problem;
  return database.run("DROP TABLE flaw");
}

} // namespace

caf::expected<std::vector<std::string>> mend(sqlite_connection& database) {
  define_sqlite_functions(database);
  std::vector<std::string> done;
  for (const auto& rule : mending_rules())
    if (auto problem = follow(database, rule, done))
      return problem;
  return done;
}

} // namespace storify
