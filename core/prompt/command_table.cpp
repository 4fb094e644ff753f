// SPDX-License-Identifier: BSD-3-Clause
#include "core/prompt/command_table.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

#include <fmt/format.h>

#include "core/basics/folding.hpp"
#include "core/query/listing_query.hpp"
#include "core/rows/formats.hpp"

namespace storify {

namespace {

using names = std::string_view[];

constexpr names list_aliases{"list", "ls"};
constexpr names add_aliases{"add"};
constexpr names modify_aliases{"modify"};
constexpr names remove_aliases{"remove", "rm"};
constexpr names count_aliases{"count"};
constexpr names help_aliases{"?"};
constexpr names exit_aliases{"quit"};

constexpr names draft_words{"NAME", "PRICE", "QUANTITY"};
constexpr names id_word{"ID"};
constexpr names text_word{"TEXT"};
constexpr names category_word{category_value};
constexpr names file_word{file_value};
constexpr names command_word{"COMMAND"};

constexpr names import_formats{"csv", "tsv", "json", "jsonl"};
constexpr names export_formats{"csv", "tsv", "json", "jsonl", "markdown"};

constexpr option_info format_option{"--format", "F", "how rows are written",
                                    row_format_names};

constexpr option_info list_options[]{
  {"--limit", "N", "at most N products, 0 = all", {}},
  {"--offset", "N", "leave out the first N", {}},
  {"--sort", "COLUMN", "the order", sort_column_names},
  {"--desc", "", "the highest first", {}},
  {"--category", category_value, "only those of this category", {}},
  {"--site", "NAME", "only those from this site", {}},
  {"--price", "RANGE", "only at such prices: 10..50, 10.., ..50€ or 10", {}},
  {"--quantity", "RANGE", "only with so many pieces: 1.., ..5, 2..5 or 0", {}},
  format_option,
};

constexpr option_info modify_options[]{
  {"--name", "NAME", "the new name", {}},
  {"--price", "PRICE", "the new price", {}},
  {"--quantity", "QUANTITY", "the new quantity", {}},
};

constexpr option_info scrapers_options[]{format_option};

constexpr option_info history_options[]{
  {"--limit", "N", "at most N changes, 0 = all (20)", {}},
  format_option,
};

constexpr option_info import_options[]{
  {"--format", "F", "what the file is, if its ending doesn't tell",
   import_formats},
  {"--dry-run", "", "change nothing; list the rows that are bad", {}},
};

constexpr option_info export_options[]{
  {"--format", "F", "how the file is written, if its ending doesn't tell",
   export_formats},
};

constexpr command_info table_of_commands[]{
  {command_kind::list,
   "list_inventory",
   list_aliases,
   {},
   list_options,
   "show the products",
   "list_inventory --price 10..50 --sort price --desc --limit 5"},
  {command_kind::find,
   "find",
   {},
   {text_word, false, true},
   list_options,
   "show the products with these words in name, key or category",
   "find table basse --sort price"},
  {command_kind::add,
   "add_product",
   add_aliases,
   {draft_words, true, false},
   {},
   "add a product; without words, asks for each",
   "add_product \"Table basse\" 19.99 3"},
  {command_kind::modify,
   "modify_product",
   modify_aliases,
   {id_word, true, false},
   modify_options,
   "change a product; without options, asks for each field",
   "modify_product 3 --price 5 --quantity 2"},
  {command_kind::remove,
   "remove_product",
   remove_aliases,
   {id_word, false, true},
   {},
   "remove products, all of these or none",
   "remove_product 1 2 3"},
  {command_kind::undo,
   "undo",
   {},
   {},
   {},
   "take back the last change you made here; again, the one before",
   "undo"},
  {command_kind::history,
   "history",
   {},
   {id_word, true, false},
   history_options,
   "show what changed, of all products or one, the newest first",
   "history 3 --limit 5"},
  {command_kind::prices,
   "prices",
   {},
   {id_word, false, false},
   scrapers_options,
   "show what a product has cost, and since when",
   "prices 3"},
  {command_kind::count,
   "items_count",
   count_aliases,
   {},
   {},
   "show the sum of all quantities",
   "items_count"},
  {command_kind::save,
   "save",
   {},
   {},
   {},
   "write what is not written yet",
   "save"},
  {command_kind::scrape,
   "scrape",
   {},
   {category_word, true, true},
   {},
   "fetch these categories again, or all of them",
   "scrape MEUBLE JARDIN"},
  {command_kind::scrapers,
   "scrapers",
   {},
   {},
   scrapers_options,
   "show what each scraper does",
   "scrapers --format json"},
  {command_kind::wait,
   "wait",
   {},
   {},
   {},
   "wait until the scrapers are done",
   "wait"},
  {command_kind::import_file,
   "import",
   {},
   {file_word, false, false},
   import_options,
   "add or change the products that a file holds, all or none",
   "import products.csv --dry-run"},
  {command_kind::export_file,
   "export",
   {},
   {file_word, false, false},
   export_options,
   "write all products to a file; its ending tells the format",
   "export products.csv"},
  {command_kind::help,
   "help",
   help_aliases,
   {command_word, true, false},
   {},
   "show the commands, or one of them",
   "help find"},
  {command_kind::exit, "exit", exit_aliases, {}, {}, "save and leave", "exit"},
};

std::vector<std::string_view> words_of(const command_info& info) {
  std::vector<std::string_view> result{info.name};
  result.insert(result.end(), info.aliases.begin(), info.aliases.end());
  return result;
}

// Returns how many letters have to be changed, put in, left out or exchanged
// with their neighbour to make `b` from `a` (optimal string alignment).
size_t distance(std::string_view a, std::string_view b) {
  std::vector<size_t> before_last;
  std::vector<size_t> last(b.size() + 1);
  std::iota(last.begin(), last.end(), size_t{0});
  for (size_t i = 1; i <= a.size(); ++i) {
    std::vector<size_t> current{i};
    for (size_t j = 1; j <= b.size(); ++j) {
      auto changed = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      auto best = std::min({changed, last[j] + 1, current[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        best = std::min(best, before_last[j - 2] + 1);
      current.push_back(best);
    }
    before_last = std::exchange(last, std::move(current));
  }
  return last.back();
}

} // namespace

std::span<const command_info> commands() {
  return table_of_commands;
}

const command_info* command_named(std::string_view word) {
  for (const auto& info : table_of_commands)
    if (std::ranges::count(words_of(info), word) > 0)
      return &info;
  return nullptr;
}

const option_info* option_named(const command_info& info,
                                std::string_view name) {
  auto found = std::ranges::find(info.options, name, &option_info::name);
  return found == info.options.end() ? nullptr : &*found;
}

std::string_view nearest_command(std::string_view typed) {
  auto word = folded(typed);
  std::string_view nearest;
  size_t best = 3;
  for (const auto& info : table_of_commands)
    for (auto known : words_of(info)) {
      // In a short word, two wrong letters are another word.
      auto most = known.size() < 5 ? known.size() / 3 : 2;
      if (word.size() > known.size() + most)
        continue;
      auto wrong = distance(word, known);
      if (wrong <= most && wrong < best) {
        nearest = known;
        best = wrong;
      }
    }
  return nearest;
}

std::string usage(const command_info& info) {
  std::string result{info.name};
  if (const auto& [words, optional, repeated] = info.arguments; !words.empty())
    result += fmt::format(" {}{}{}{}", optional ? "[" : "",
                          fmt::join(words, " "), repeated ? "..." : "",
                          optional ? "]" : "");
  for (const auto& option : info.options)
    result += fmt::format(" [{}{}{}]", option.name,
                          option.value.empty() ? "" : " ", option.value);
  return result;
}

} // namespace storify
