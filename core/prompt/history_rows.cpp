// SPDX-License-Identifier: BSD-3-Clause
#include "core/prompt/history_rows.hpp"

#include <algorithm>
#include <ctime>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "core/basics/price_reader.hpp"

namespace storify {

namespace {

const std::vector<column> columns_for_programs{
  {"time"},
  {"who"},
  {"what"},
  {"id", true},
  {"name"},
  {"quantity", true},
  {"price", true},
  {"currency"},
  {"old_name"},
  {"old_quantity", true},
  {"old_price", true},
};

const std::vector<column> columns_for_people{{"time"},       {"who"},
                                             {"what"},       {"id", true},
                                             {"name"},       {"quantity", true},
                                             {"price", true}};

const std::vector<column> price_columns{
  {"time"}, {"price", true}, {"currency"}, {"who"}};

bool is_for_people(row_format x) {
  return x == row_format::table || x == row_format::markdown;
}

std::string time_text(int64_t milliseconds, row_format format) {
  auto seconds = static_cast<std::time_t>(milliseconds / 1000);
  if (is_for_people(format))
    return fmt::format("{:%Y-%m-%d %H:%M:%S}", fmt::localtime(seconds));
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(seconds),
                     milliseconds % 1000);
}

std::string who_text(const movement& x) {
  switch (x.who) {
    case author::manager: return "manager";
    case author::import: return "import";
    case author::undo: return "undo";
    case author::scraper: break;
  }
  return fmt::format("scraper {}", x.category);
}

std::string_view what_text(const movement& x) {
  if (!x.before)
    return x.who == author::undo ? "restored" : "added";
  if (!x.after)
    return "removed";
  return x.before == x.after && !x.old_name.empty() ? "renamed" : "modified";
}

std::string quantity_text(const std::optional<holding>& x) {
  return x ? std::to_string(x->quantity) : "";
}

std::string price_text(const std::optional<holding>& x, currency unit) {
  return x ? format_amount({x->cents, unit}) : "";
}

// Of a change that changed nothing else, it is the currency.
bool is_of_currency(const movement& x) {
  return x.before == x.after && x.old_name.empty();
}

// What it is, or from what to what it went.
std::string change_text(const std::string& before, const std::string& after) {
  if (before.empty() || before == after)
    return after;
  return after.empty() ? before : fmt::format("{} -> {}", before, after);
}

using text_row = std::vector<std::string>;

text_row row_for_people(const movement& x, row_format format) {
  auto price = change_text(price_text(x.before, x.unit),
                           price_text(x.after, x.unit));
  if (is_of_currency(x))
    price = fmt::format("-> {} {}", price, x.unit.code());
  return {time_text(x.time, format),
          who_text(x),
          std::string{what_text(x)},
          std::to_string(x.id),
          change_text(x.old_name, x.name),
          change_text(quantity_text(x.before), quantity_text(x.after)),
          std::move(price)};
}

text_row row_for_programs(const movement& x, row_format format) {
  return {time_text(x.time, format),
          who_text(x),
          std::string{what_text(x)},
          std::to_string(x.id),
          x.name,
          quantity_text(x.after),
          price_text(x.after, x.unit),
          std::string{x.unit.code()},
          x.old_name,
          quantity_text(x.before),
          price_text(x.before, x.unit)};
}

std::string all_rows(const std::vector<text_row>& rows, row_format format,
                     const std::vector<column>& columns, table_style style) {
  row_writer writer{format, columns, style};
  std::vector<std::vector<std::string_view>> cells;
  for (const auto& x : rows)
    cells.emplace_back(x.begin(), x.end());
  if (writer.needs_measure())
    for (const auto& x : cells)
      writer.measure(x);
  std::string out;
  writer.append_header(out);
  for (const auto& x : cells)
    writer.append_row(out, x);
  writer.append_footer(out);
  return out;
}

} // namespace

std::string history_rows(const std::vector<movement>& movements,
                         row_format format, table_style style) {
  if (movements.empty() && format == row_format::table)
    return "no changes\n";
  std::vector<text_row> rows;
  for (const auto& x : movements)
    rows.push_back(is_for_people(format) ? row_for_people(x, format)
                                         : row_for_programs(x, format));
  return all_rows(
    rows, format,
    is_for_people(format) ? columns_for_people : columns_for_programs, style);
}

// A movement knows the currency that it leaves; the one before it left that in
// which it begins. Of the first one nobody has told.
std::string price_rows(const price& now, const std::vector<movement>& movements,
                       row_format format, table_style style) {
  std::vector<text_row> rows;
  std::optional<price> last;
  auto add = [&](price x, std::string time, std::string who) {
    if (std::exchange(last, x) != x)
      rows.push_back({std::move(time), format_amount(x),
                      std::string{x.unit.code()}, std::move(who)});
  };
  for (auto x = movements.rbegin(); x != movements.rend(); ++x) {
    if (x->before && !last)
      add({x->before->cents, x->unit}, "", "");
    if (!x->before)
      last = std::nullopt; // it came, or came back
    if (x->after)
      add({x->after->cents, x->unit}, time_text(x->time, format), who_text(*x));
  }
  if (rows.empty())
    add(now, "", "");
  std::ranges::reverse(rows);
  return all_rows(rows, format, price_columns, style);
}

} // namespace storify
