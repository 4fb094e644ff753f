// SPDX-License-Identifier: BSD-3-Clause
#include "core/prompt/command_language.hpp"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "core/basics/display_width.hpp"
#include "core/basics/price_reader.hpp"
#include "core/basics/text.hpp"
#include "core/basics/whole_number.hpp"
#include "core/basics/words.hpp"
#include "core/inventory/product_rules.hpp"
#include "core/prompt/arguments.hpp"
#include "core/prompt/command_table.hpp"
#include "core/query/value_range.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace {

using parsed = caf::expected<command>;

caf::error no_such_command(std::string_view word) {
  auto nearest = nearest_command(word);
  auto quoted = fmt::format("\"{}\"", excerpt(word));
  if (nearest.empty())
    return fail(ec::no_such_command, quoted);
  return fail(ec::no_such_command,
              fmt::format("{} (did you mean {}?)", quoted, nearest));
}

// The rules speak of all of a text; here it has to fit into a sentence.
caf::expected<price> price_from(std::string_view word, currency fallback) {
  auto cost = parse_price(word, fallback);
  if (!cost)
    return fail(ec::bad_price, excerpt(word));
  return cost;
}

caf::expected<int64_t> quantity_from(std::string_view word) {
  auto quantity = parse_quantity(word);
  if (!quantity)
    return fail(ec::bad_quantity, excerpt(word));
  return quantity;
}

caf::expected<product_id> id_from(const arguments& given,
                                  std::string_view word) {
  auto id = parse_id(word);
  if (!id)
    return given.wrong(detail(id.error()));
  return id;
}

// Reads the option called `name`, if it is given.
template <class Range>
caf::error read_range(const arguments& given, std::string_view name,
                      caf::expected<Range> (*read)(std::string_view),
                      Range& out) {
  const auto* text = given.option(name);
  if (!text)
    return caf::none;
  auto range = read(*text);
  if (!range)
    return given.wrong(fmt::format("{} {}", name, detail(range.error())));
  out = *range;
  return caf::none;
}

// Reads which products list and find leave out.
caf::error read_filter(const arguments& given, listing_query& out) {
  if (const auto* name = given.option("--category"))
    out.category = *name;
  if (const auto* name = given.option("--site"))
    out.site = *name;
  if (auto bad = read_range(given, "--price", read_price_range, out.cost))
    return bad;
  return read_range(given, "--quantity", read_quantity_range, out.quantity);
}

// Reads what list and find have in common.
template <class Command>
parsed rows_command(const arguments& given, const command_defaults& defaults) {
  Command result;
  auto limit = given.number("--limit", 0);
  if (!limit)
    return limit.error();
  auto offset = given.number("--offset", 0);
  if (!offset)
    return offset.error();
  auto sort = given.choice("--sort", static_cast<size_t>(sort_column::id));
  if (!sort)
    return sort.error();
  auto format = given.choice("--format", static_cast<size_t>(defaults.format));
  if (!format)
    return format.error();
  result.query = {fmt::format("{}", fmt::join(given.words(), " ")),
                  static_cast<sort_column>(*sort),
                  given.option("--desc") != nullptr, *offset, *limit};
  if (auto bad = read_filter(given, result.query))
    return bad;
  result.format = static_cast<row_format>(*format);
  return result;
}

parsed find(const arguments& given, const command_defaults& defaults) {
  auto is_blank = [](const std::string& word) {
    return word.find_first_not_of(' ') == std::string::npos;
  };
  if (std::ranges::all_of(given.words(), is_blank))
    return given.wrong("TEXT is missing");
  return rows_command<find_command>(given, defaults);
}

parsed add(const arguments& given, const command_defaults& defaults) {
  const auto& words = given.words();
  if (words.empty())
    return add_command{};
  if (auto refused = check_name(words[0]))
    return refused;
  auto cost = price_from(words[1], defaults.unit);
  if (!cost)
    return cost.error();
  auto quantity = quantity_from(words[2]);
  if (!quantity)
    return quantity.error();
  return add_command{product_draft{words[0], *cost, *quantity}};
}

caf::expected<product_patch> patch_from(const arguments& given) {
  product_patch patch;
  if (const auto* name = given.option("--name")) {
    if (auto refused = check_name(*name))
      return refused;
    patch.name = *name;
  }
  if (const auto* text = given.option("--price")) {
    auto cost = price_from(*text, currency::none());
    if (!cost)
      return cost.error();
    patch.cost = *cost;
  }
  if (const auto* text = given.option("--quantity")) {
    auto quantity = quantity_from(*text);
    if (!quantity)
      return quantity.error();
    patch.quantity = *quantity;
  }
  return patch;
}

parsed modify(const arguments& given) {
  modify_command result;
  if (given.words().empty()) {
    if (given.has_options())
      return given.wrong("ID is missing");
    return result;
  }
  auto id = id_from(given, given.words().front());
  if (!id)
    return id.error();
  auto patch = patch_from(given);
  if (!patch)
    return patch.error();
  result.id = *id;
  result.patch = std::move(*patch);
  return result;
}

parsed remove(const arguments& given) {
  remove_command result;
  std::unordered_set<product_id> seen;
  for (const auto& word : given.words()) {
    auto id = id_from(given, word);
    if (!id)
      return id.error();
    // Naming a product twice is no reason to fail at the second time.
    if (seen.insert(*id).second)
      result.ids.push_back(*id);
  }
  return result;
}

// Twenty rows are what a person looks at.
parsed history(const arguments& given, const command_defaults& defaults) {
  constexpr uint64_t usual = 20;
  auto limit = given.number("--limit", usual);
  if (!limit)
    return limit.error();
  auto format = given.choice("--format", static_cast<size_t>(defaults.format));
  if (!format)
    return format.error();
  history_command result{{0, *limit}, static_cast<row_format>(*format)};
  if (given.words().empty())
    return result;
  auto id = id_from(given, given.words().front());
  if (!id)
    return id.error();
  result.query.id = *id;
  return result;
}

parsed prices(const arguments& given, const command_defaults& defaults) {
  auto id = id_from(given, given.words().front());
  if (!id)
    return id.error();
  auto format = given.choice("--format", static_cast<size_t>(defaults.format));
  if (!format)
    return format.error();
  return prices_command{*id, static_cast<row_format>(*format)};
}

parsed scrapers(const arguments& given, const command_defaults& defaults) {
  auto format = given.choice("--format", static_cast<size_t>(defaults.format));
  if (!format)
    return format.error();
  return scrapers_command{static_cast<row_format>(*format)};
}

caf::expected<product_file> file_from(const arguments& given) {
  product_file file{given.words().front()};
  if (const auto* name = given.option("--format")) {
    if (auto known = given.choice("--format", 0); !known)
      return known.error();
    file.format = row_format_from(*name);
  }
  return file;
}

parsed import_file(const arguments& given) {
  auto file = file_from(given);
  if (!file)
    return file.error();
  return import_command{std::move(*file), given.option("--dry-run") != nullptr};
}

parsed export_file(const arguments& given) {
  auto file = file_from(given);
  if (!file)
    return file.error();
  return export_command{std::move(*file)};
}

parsed help(const arguments& given) {
  if (given.words().empty())
    return help_command{};
  const auto& word = given.words().front();
  const auto* topic = command_named(word);
  if (!topic)
    return no_such_command(word);
  return help_command{std::string{topic->name}};
}

parsed interpret(command_kind kind, const arguments& given,
                 const command_defaults& defaults) {
  switch (kind) {
    case command_kind::list: return rows_command<list_command>(given, defaults);
    case command_kind::find: return find(given, defaults);
    case command_kind::add: return add(given, defaults);
    case command_kind::modify: return modify(given);
    case command_kind::remove: return remove(given);
    case command_kind::undo: return undo_command{};
    case command_kind::history: return history(given, defaults);
    case command_kind::prices: return prices(given, defaults);
    case command_kind::count: return count_command{};
    case command_kind::save: return save_command{};
    case command_kind::scrape: return scrape_command{given.words()};
    case command_kind::scrapers: return scrapers(given, defaults);
    case command_kind::wait: return wait_command{};
    case command_kind::import_file: return import_file(given);
    case command_kind::export_file: return export_file(given);
    case command_kind::help: return help(given);
    case command_kind::exit: return exit_command{};
  }
  return nothing_command{};
}

} // namespace

caf::expected<command> parse_command(std::string_view line,
                                     const command_defaults& defaults) {
  if (!is_utf8(line))
    return fail(ec::not_utf8, fmt::format("\"{}\"", excerpt(line)));
  if (line.ends_with('\r')) // of a file from Windows
    line.remove_suffix(1);
  auto words = split_words(line);
  if (!words)
    return words.error();
  if (words->empty())
    return nothing_command{};
  auto name = std::move(words->front());
  words->erase(words->begin());
  const auto* known = command_named(name);
  if (!known)
    return no_such_command(name);
  auto given = arguments::read(*known, std::move(*words));
  if (!given)
    return given.error();
  if (given->want_help())
    return help_command{std::string{known->name}};
  return interpret(known->kind, *given, defaults);
}

caf::expected<product_id> parse_id(std::string_view word) {
  auto id = read_whole_number(word);
  if (!id || *id == 0)
    return fail(ec::bad_usage,
                fmt::format("\"{}\" is not an id; ids are whole numbers from 1 "
                            "up, list_inventory shows them",
                            excerpt(word)));
  return static_cast<product_id>(*id);
}

} // namespace storify
