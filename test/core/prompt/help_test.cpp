// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE help
#include "test/suite.hpp"

#include "core/prompt/help.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/basics/display_width.hpp"
#include "core/prompt/command_language.hpp"
#include "core/prompt/command_table.hpp"
#include "messages/errors.hpp"

using namespace storify;

namespace {

using words = std::vector<std::string>;

void check_completions(const std::string& line, const words& expected) {
  const words categories{"MEUBLE", "Déco", "SALON DE JARDIN", "L'ATELIER"};
  auto result = completions(line, categories).words;
  CAF_CHECK_EQUAL(result, expected);
}

void check_lines(const std::string& text) {
  CAF_CHECK(text.ends_with('\n'));
  for (size_t at = 0; at < text.size();) {
    auto end = text.find('\n', at);
    CAF_CHECK(display_width(text.substr(at, end - at)) <= 110);
    at = end + 1;
  }
}

// Joins the lines that go on from the one before.
std::string one_line(std::string text) {
  constexpr std::string_view indent = "\n       ";
  for (auto at = text.find(indent); at != std::string::npos;
       at = text.find(indent))
    text.replace(at, indent.size(), " ");
  return text;
}

} // namespace

CAF_TEST(help names every command with its aliases) {
  auto all = help_text("");
  check_lines(all);
  for (const auto& info : commands()) {
    CAF_CHECK_NOT_EQUAL(all.find(info.name), std::string::npos);
    CAF_CHECK_NOT_EQUAL(all.find(info.summary), std::string::npos);
    for (auto alias : info.aliases)
      CAF_CHECK_NOT_EQUAL(all.find(alias), std::string::npos);
  }
  CAF_CHECK_NOT_EQUAL(all.find("  list_inventory, list, ls"),
                      std::string::npos);
}

CAF_TEST(help of a command tells usage and options and an example) {
  for (const auto& info : commands()) {
    auto text = help_text(info.name);
    check_lines(text);
    auto line = one_line(text);
    CAF_CHECK_NOT_EQUAL(line.find("usage: " + usage(info)), std::string::npos);
    CAF_CHECK_NOT_EQUAL(text.find(info.example), std::string::npos);
    for (const auto& option : info.options)
      CAF_CHECK_NOT_EQUAL(text.find(option.summary), std::string::npos);
  }
  auto text = help_text("rm");
  CAF_CHECK_EQUAL(text, "remove_product, remove, rm: remove products, all of "
                        "these or none\n"
                        "usage: remove_product ID...\n"
                        "example: remove_product 1 2 3\n");
}

CAF_TEST(a long usage goes on below its beginning) {
  auto text = help_text("list");
  CAF_CHECK_NOT_EQUAL(
    text.find(
      "usage: list_inventory [--limit N] [--offset N] [--sort COLUMN] "
      "[--desc]\n       [--category CATEGORY] [--site NAME] [--price RANGE] "
      "[--quantity RANGE]\n       [--format F]\n"),
    std::string::npos);
}

CAF_TEST(nothing is told of a command that is not there) {
  CAF_CHECK_EQUAL(help_text("buy"), "");
}

CAF_TEST(every example is a valid line of its command) {
  for (const auto& info : commands()) {
    auto result = parse_command(info.example, {});
    if (!result)
      CAF_ERROR(info.example << ": " << sentence(result.error()));
    CAF_CHECK_EQUAL(info.example.substr(0, info.name.size()), info.name);
  }
}

CAF_TEST(no word means two commands) {
  for (const auto& info : commands()) {
    CAF_CHECK(command_named(info.name) == &info);
    for (auto alias : info.aliases)
      CAF_CHECK(command_named(alias) == &info);
  }
}

CAF_TEST(the first word becomes a command) {
  check_completions("rem", {"remove_product", "remove"});
  check_completions("sc", {"scrape", "scrapers"});
  check_completions("  wa", {"wait"});
  check_completions("x", {});
  words names;
  for (const auto& info : commands())
    names.emplace_back(info.name);
  check_completions("", names);
  check_completions("  ", names);
}

CAF_TEST(further words become options and their values) {
  check_completions("list --s", {"--sort", "--site"});
  check_completions("list ",
                    {"--limit", "--offset", "--sort", "--desc", "--category",
                     "--site", "--price", "--quantity", "--format"});
  check_completions("find table --sort ",
                    {"id", "name", "price", "quantity", "currency", "category",
                     "site", "key", "url"});
  check_completions("find table --price ", {});
  check_completions("scrapers --format j", {"json", "jsonl"});
  check_completions("import -", {"--format", "--dry-run"});
  check_completions("import a --format ", {"csv", "tsv", "json", "jsonl"});
  check_completions("list --limit ", {});
  check_completions("list --desc --f", {"--format"});
  check_completions("help sc", {"scrape", "scrapers"});
}

CAF_TEST(a category is completed where one is meant) {
  check_completions("list --category M", {"MEUBLE"});
  check_completions("find table --category ",
                    {"MEUBLE", "Déco", "SALON\\ DE\\ JARDIN", "L\\'ATELIER"});
  check_completions("scrape MEUBLE dec", {"Déco"});
  check_completions("list --category SALON\\ d", {"SALON\\ DE\\ JARDIN"});
  check_completions("scrape SALON\\ ", {"SALON\\ DE\\ JARDIN"});
  check_completions("list --site M", {});
  check_completions("find M", {});
}

CAF_TEST(within quotes a category needs no backslash) {
  check_completions("scrape \"salon d", {"SALON DE JARDIN"});
  check_completions("scrape 'salon d", {"SALON DE JARDIN"});
  check_completions("scrape \"L'A", {});
  check_completions("scrape \"x\\", {});
}

CAF_TEST(a file is named where one is meant) {
  for (const auto* line : {"import ", "import ./a", "export \"my f",
                           "import --dry-run x", "import --format csv "})
    CAF_CHECK(completions(line, {}).is_file);
  for (const auto* line : {"", "imp", "import -", "import --format ", "list ",
                           "nonsense ", "export a --format c"})
    CAF_CHECK(!completions(line, {}).is_file);
  check_completions("import ", {});
}

CAF_TEST(nothing is offered where anything can be typed) {
  check_completions("add ", {});
  check_completions("buy --", {});
  check_completions("find 'table", {});
}
