// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE command_language
#include "test/suite.hpp"

#include "core/prompt/command_language.hpp"

#include <string>
#include <variant>

#include <fmt/format.h>

#include "messages/errors.hpp"

using namespace storify;

namespace {

const command_defaults defaults{*currency::from("CHF"), row_format::jsonl};

void check_command(const std::string& line, const command& expected) {
  auto result = parse_command(line, defaults);
  if (!result)
    CAF_FAIL(line << ": " << sentence(result.error()));
  if (*result != expected)
    CAF_ERROR(line << " is another command");
  CAF_CHECK(*result == expected);
}

void check_sentence(const std::string& line, ec code,
                    const std::string& expected) {
  auto result = parse_command(line, defaults);
  if (result)
    CAF_FAIL(line << " was taken");
  CAF_CHECK(result.error() == code);
  auto said = sentence(result.error());
  CAF_CHECK_EQUAL(said, expected);
}

// The sentence about how a command is used begins and ends like this.
void check_usage(const std::string& line, const std::string& problem,
                 const std::string& usage) {
  check_sentence(line, ec::bad_usage, problem + "; usage: " + usage);
}

const std::string list_usage =
  "list_inventory [--limit N] [--offset N] [--sort COLUMN] [--desc] "
  "[--category CATEGORY] [--site NAME] [--price RANGE] [--quantity RANGE] "
  "[--format F]";
const std::string find_usage =
  "find TEXT... [--limit N] [--offset N] [--sort COLUMN] [--desc] "
  "[--category CATEGORY] [--site NAME] [--price RANGE] [--quantity RANGE] "
  "[--format F]";
const std::string add_usage = "add_product [NAME PRICE QUANTITY]";
const std::string modify_usage =
  "modify_product [ID] [--name NAME] [--price PRICE] [--quantity QUANTITY]";

const std::string import_usage = "import FILE [--format F] [--dry-run]";

const price swiss{1999, *currency::from("CHF")};
const price euros{1999, currency{}};

} // namespace

CAF_TEST(a blank line is no command) {
  check_command("", nothing_command{});
  check_command(" \t ", nothing_command{});
  check_command("\r", nothing_command{});
}

CAF_TEST(commands have names and aliases) {
  for (auto name : {"list_inventory", "list", "ls", " ls ", "ls\r"})
    check_command(name, list_command{{}, row_format::jsonl});
  for (auto name : {"items_count", "count"})
    check_command(name, count_command{});
  for (auto name : {"exit", "quit"})
    check_command(name, exit_command{});
  for (auto name : {"help", "?"})
    check_command(name, help_command{});
  check_command("save", save_command{});
  check_command("wait", wait_command{});
}

CAF_TEST(lists are sorted and limited by options anywhere) {
  auto all = list_command{{"", sort_column::price, true, 10, 5},
                          row_format::csv};
  check_command("list --sort price --desc --limit 5 --offset 10 --format csv",
                all);
  check_command("list --format=csv --limit=5 --offset=10 --desc --sort=price",
                all);
  check_command("list --desc --limit 1 --desc --limit 2",
                list_command{{"", sort_column::id, true, 0, 2},
                             row_format::jsonl});
}

CAF_TEST(find takes words with and without quotes) {
  auto table = [](std::string text) {
    return find_command{{std::move(text)}, row_format::jsonl};
  };
  check_command("find \"table basse\"", table("table basse"));
  check_command("find table basse", table("table basse"));
  check_command("find list save ++ [a, b]", table("list save ++ [a, b]"));
  check_command("find -- --limit -- -x", table("--limit -- -x"));
  check_command("find -5 - -é", table("-5 - -é"));
  auto result = find_command{{"table basse", sort_column::price, true, 0, 5},
                             row_format::jsonl};
  check_command("find --limit 5 table --sort price basse --desc", result);
}

CAF_TEST(lists are filtered by what products have in common and ranges) {
  listing_query query;
  query.category = "Salle de bain";
  query.site = "";
  query.cost.cents = {1000, 1999};
  query.quantity.most = 5;
  auto filter = " --category 'Salle de bain' --site '' --price 10..19,99 "
                "--quantity ..5";
  check_command(fmt::format("list{}", filter),
                list_command{query, row_format::jsonl});
  query.text = "table basse";
  check_command(fmt::format("find table {} basse", filter),
                find_command{query, row_format::jsonl});
  check_command(fmt::format("find table basse --price 1.. {}", filter),
                find_command{query, row_format::jsonl});
}

CAF_TEST(every column can be sorted by) {
  for (size_t i = 0; i < sort_column_names.size(); ++i)
    check_command(fmt::format("list --sort {}", sort_column_names[i]),
                  list_command{{"", static_cast<sort_column>(i)},
                               row_format::jsonl});
}

CAF_TEST(add takes a whole product or nothing) {
  check_command("add_product", add_command{});
  check_command("add_product \"Lampe\" 19,99 3",
                add_command{product_draft{"Lampe", swiss, 3}});
  check_command("add 'Table basse' '19.99 €' 0",
                add_command{product_draft{"Table basse", euros, 0}});
}

CAF_TEST(modify takes an id and what is to change) {
  check_command("modify_product", modify_command{});
  check_command("modify_product 3", modify_command{3, {}});
  check_command(
    "modify 3 --price 19.99 --quantity 2",
    modify_command{3, {std::nullopt, price{1999, currency::none()}, 2}});
  check_command("modify 3 --price 'CHF 19.99'",
                modify_command{3, {std::nullopt, swiss, std::nullopt}});
  check_command("modify --name 'Table basse' 3",
                modify_command{3, {"Table basse", std::nullopt, std::nullopt}});
  check_command("modify 3 --name '[a,b]'",
                modify_command{3, {"[a,b]", std::nullopt, std::nullopt}});
}

CAF_TEST(remove takes ids and each one once) {
  check_command("remove_product 1 2 3", remove_command{{1, 2, 3}});
  check_command("rm 3 1 3", remove_command{{3, 1}});
  check_command("remove 9223372036854775807",
                remove_command{{9'223'372'036'854'775'807u}});
}

CAF_TEST(scraping and files take their words) {
  check_command("scrape", scrape_command{});
  check_command("scrape MEUBLE JARDIN", scrape_command{{"MEUBLE", "JARDIN"}});
  check_command("scrapers", scrapers_command{row_format::jsonl});
  check_command("undo", undo_command{});
  check_command("history", history_command{{0, 20}, row_format::jsonl});
  check_command("history 3 --limit 0 --format csv",
                history_command{{3, 0}, row_format::csv});
  check_command("prices 3 --format csv", prices_command{3, row_format::csv});
  check_command("scrapers --format json", scrapers_command{row_format::json});
  check_command("import 'my file.csv'", import_command{{"my file.csv"}});
  check_command("export -- -odd.csv", export_command{{"-odd.csv"}});
}

CAF_TEST(files may be of a kind that their ending does not tell) {
  check_command("import a.dat --dry-run --format tsv",
                import_command{{"a.dat", row_format::tsv}, true});
  check_command("export --format markdown a",
                export_command{{"a", row_format::markdown}});
  check_usage("import a --format markdown",
              "import: --format takes one of csv, tsv, json, jsonl, not "
              "\"markdown\"",
              import_usage);
  check_usage("export a --format table",
              "export: --format takes one of csv, tsv, json, jsonl, markdown, "
              "not \"table\"",
              "export FILE [--format F]");
}

CAF_TEST(help is there for every command) {
  check_command("help rm", help_command{"remove_product"});
  check_command("? find", help_command{"find"});
  check_command("list --limit 3 --help", help_command{"list_inventory"});
  check_command("remove -h", help_command{"remove_product"});
}

CAF_TEST(an unknown command is named together with the nearest one) {
  auto end = "; `help` lists what there is";
  auto check = [&](const std::string& line, const std::string& middle) {
    check_sentence(line, ec::no_such_command,
                   "there is no command " + middle + end);
  };
  check("remove_prodct 1", "\"remove_prodct\" (did you mean remove_product?)");
  check("lits", "\"lits\" (did you mean list?)");
  check("LIST", "\"LIST\" (did you mean list?)");
  check("fnid x", "\"fnid\" (did you mean find?)");
  check("help exti", "\"exti\" (did you mean exit?)");
  check("buy", "\"buy\"");
  check("x", "\"x\"");
  check("''", "\"\"");
  check("é\x1B[31m", "\"é\uFFFD[31m\"");
  check(std::string(100'000, 'x'), "\"" + std::string(39, 'x') + "…\"");
}

CAF_TEST(an unknown option is refused with what there is) {
  check_usage("list --limt 3",
              "list_inventory: there is no option --limt; put -- before words "
              "that begin with a dash",
              list_usage);
  check_usage("save -f",
              "save: there is no option -f; put -- before words that begin "
              "with a dash",
              "save");
  check_usage("find x --a=b",
              "find: there is no option --a; put -- before words that begin "
              "with a dash",
              find_usage);
}

CAF_TEST(a missing word is named) {
  check_usage("find", "find: TEXT is missing", find_usage);
  check_usage("find ' '", "find: TEXT is missing", find_usage);
  check_usage("remove", "remove_product: ID is missing",
              "remove_product ID...");
  check_usage("import", "import: FILE is missing", import_usage);
  check_usage("add Lampe", "add_product: PRICE is missing", add_usage);
  check_usage("add Lampe 19.99", "add_product: QUANTITY is missing", add_usage);
  check_usage("modify --price 5", "modify_product: ID is missing",
              modify_usage);
  check_usage("list --limit", "list_inventory: --limit needs a value",
              list_usage);
}

CAF_TEST(a word too many is named) {
  check_usage("add Table basse 19.99 3",
              "add_product: \"3\" is one word too many; a text of several "
              "words goes in quotes",
              add_usage);
  check_usage("exit now", "exit: \"now\" is one word too many", "exit");
  check_usage("list all", "list_inventory: \"all\" is one word too many",
              list_usage);
  check_usage("list --desc=maybe", "list_inventory: --desc takes no value",
              list_usage);
}

CAF_TEST(a bad number is refused) {
  for (std::string word : {"-5", "5.5", "many", "9223372036854775808"})
    check_usage("list --limit " + word,
                "list_inventory: --limit takes a whole number from 0 up, not \""
                  + word + "\"",
                list_usage);
  for (std::string word : {"-5", "0", "x", "1,2", "99999999999999999999"})
    check_usage("remove 1 " + word,
                "remove_product: \"" + word
                  + "\" is not an id; ids are whole numbers from 1 up, "
                    "list_inventory shows them",
                "remove_product ID...");
}

CAF_TEST(a bad range is refused with what one looks like) {
  auto end = " takes a range such as 10..50, 10.., ..50 or 10, not \"";
  for (std::string word : {"abc", "..", "-5", "10..x"})
    for (std::string option : {"--price", "--quantity"})
      check_usage(fmt::format("find x {} {}", option, word),
                  fmt::format("find: {}{}{}\"", option, end, word), find_usage);
  check_usage("list --price 50..10",
              "list_inventory: --price 50..10: nothing lies between",
              list_usage);
  check_usage("list --quantity 3..2",
              "list_inventory: --quantity 3..2: nothing lies between",
              list_usage);
  check_usage("list --price", "list_inventory: --price needs a value",
              list_usage);
}

CAF_TEST(an unknown column or format is refused with those there are) {
  check_usage("list --sort size",
              "list_inventory: --sort takes one of id, name, price, quantity, "
              "currency, category, site, key, url, not \"size\"",
              list_usage);
  check_usage("scrapers --format xml",
              "scrapers: --format takes one of table, csv, tsv, json, jsonl, "
              "markdown, not \"xml\"",
              "scrapers [--format F]");
}

CAF_TEST(a bad price and a bad quantity are told as such) {
  auto price_end =
    " is not a price; write it as 19.99 or 19,99, from 0 to 10000000000";
  for (std::string word : {"-5", "-5,00", "-$5", "cheap", "''"}) {
    auto shown = word == "''" ? "\"\"" : "\"" + word + "\"";
    check_sentence("add Lampe " + word + " 3", ec::bad_price,
                   shown + price_end);
    check_sentence("modify 3 --price " + word, ec::bad_price,
                   shown + price_end);
  }
  auto quantity_end =
    " is not a quantity; write a whole number from 0 to 1000000000";
  for (std::string word : {"-5", "2.5", "many"}) {
    check_sentence("add Lampe 5 " + word, ec::bad_quantity,
                   "\"" + word + "\"" + quantity_end);
    check_sentence("modify 3 --quantity " + word, ec::bad_quantity,
                   "\"" + word + "\"" + quantity_end);
  }
}

CAF_TEST(a name that can not be one is refused) {
  for (std::string line :
       {"add '' 5 3", "add 'a\x1B[31m' 5 3", "modify 3 --name ' '"}) {
    auto result = parse_command(line, defaults);
    CAF_REQUIRE(!result);
    CAF_CHECK(result.error() == ec::bad_name);
  }
}

CAF_TEST(bytes that are no text and open quotes are refused) {
  check_sentence("find caf\xE9", ec::not_utf8,
                 "this is not valid UTF-8 text: \"find caf\uFFFD\"; type or "
                 "convert it to UTF-8");
  auto result = parse_command("find 'table", defaults);
  CAF_REQUIRE(!result);
  CAF_CHECK(result.error() == ec::bad_usage);
}

CAF_TEST(a very long line is taken or refused at once) {
  std::string text(100'000, 'x');
  check_command("find " + text, find_command{{text}, row_format::jsonl});
  std::string ids = "rm";
  for (auto i = 0; i < 50'000; ++i)
    ids += " 7";
  check_command(ids, remove_command{{7}});
}
