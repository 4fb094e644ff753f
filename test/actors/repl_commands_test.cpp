// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE repl_commands
#include "test/suite.hpp"

#include "core/prompt/help.hpp"
#include "test/repl_fixture.hpp"

using namespace storify;

namespace {

using names = std::vector<std::string>;
using enum scraper_phase;

struct fixture : repl_fixture {
  fixture() {
    open();
  }

  /// Types a command whose answer `clause` gives, and checks what is printed.
  template <class Clause, class Answer>
  void check_answer(const std::string& line, Clause& clause, Answer answer,
                    const std::string& text) {
    type(line);
    reply_to(clause, std::move(answer));
    CAF_CHECK_EQUAL(answers(), text);
    CAF_CHECK_EQUAL(asides(), "");
    CAF_CHECK_EQUAL(prompt(), "Store> ");
  }

  /// Types a command that `clause` refuses, and checks that this is said.
  template <class Clause>
  void check_failure(const std::string& line, Clause& clause) {
    auto why = fail(ec::storage_failed, "x.db: disk full");
    type(line);
    reply_to(clause, why);
    CAF_CHECK_EQUAL(answers(), "");
    CAF_CHECK_EQUAL(asides(), sentence(why) + "\n");
    CAF_CHECK_EQUAL(prompt(), "Store> ");
  }

  /// Types a command that asks nobody.
  void check_said(const std::string& line, const std::string& text) {
    type(line);
    CAF_CHECK_EQUAL(answers() + asides(), text);
    CAF_CHECK_EQUAL(prompt(), "Store> ");
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(repl_commands_tests, fixture)

// -- one product --------------------------------------------------------------

CAF_TEST(add_product sends the draft and prints the product) {
  type("add_product Lampe 19,99 3");
  CAF_CHECK(store().add.arg() == (product_draft{"Lampe", {1999, {}}, 3}));
  reply_to(store().add, lamp());
  CAF_CHECK_EQUAL(answers(), "added 7: Lampe, 19.99 EUR, 3\n");
  check_failure("add Lampe 19,99 3", store().add);
}

CAF_TEST(what is added is printed harmlessly) {
  auto evil = lamp();
  evil.name = "\x1b[2JLampe";
  check_answer("add x 1 1", store().add, evil,
               "added 7: \xEF\xBF\xBD[2JLampe, 19.99 EUR, 3\n");
}

CAF_TEST(modify_product sends the patch and prints the product) {
  type("modify_product 7 --price 5 --quantity 2");
  CAF_CHECK_EQUAL(store().modify.arg(), 7u);
  product_patch expected{{}, price{500, currency::none()}, 2};
  CAF_CHECK(store().modify.arg<1>() == expected);
  reply_to(store().modify, lamp());
  CAF_CHECK_EQUAL(answers(), "modified 7: Lampe, 19.99 EUR, 3\n");
  check_failure("modify 7 --name x", store().modify);
}

CAF_TEST(remove_product names all that is gone) {
  type("remove_product 7 8");
  CAF_CHECK(store().remove.arg() == (std::vector<product_id>{7, 8}));
  reply_to(store().remove, std::vector<product>{lamp(7), lamp(8)});
  CAF_CHECK_EQUAL(answers(), "removed 7: Lampe, 19.99 EUR, 3\n"
                             "removed 8: Lampe, 19.99 EUR, 3\n");
  check_failure("rm 7", store().remove);
}

CAF_TEST(items_count prints one integer) {
  check_answer("items_count", store().count, int64_t{42}, "42\n");
  check_failure("count", store().count);
}

// -- scrapers -----------------------------------------------------------------

CAF_TEST(scrape names what is being scraped) {
  type("scrape MEUBLE jardin");
  CAF_CHECK(boss().scrape.arg() == (names{"MEUBLE", "jardin"}));
  reply_to(boss().scrape, names{"MEUBLE", "JARDIN"});
  CAF_CHECK_EQUAL(answers(), "scraping MEUBLE, JARDIN\n");
  check_failure("scrape", boss().scrape);
}

CAF_TEST(scrapers prints a row for each category) {
  std::vector<scraper_status> rows{{"MEUBLE", running, 5, 1, ""},
                                   {"JARDIN", failed, 0, 0, "can't reach x"}};
  check_answer("scrapers", boss().status, rows,
               "category  state    products  pages  note\n"
               "────────  ───────  ────────  ─────  ─────────────\n"
               "MEUBLE    running         5      1\n"
               "JARDIN    failed          0      0  can't reach x\n");
  check_answer("scrapers --format csv", boss().status, rows,
               "category,state,products,pages,note\n"
               "MEUBLE,running,5,1,\n"
               "JARDIN,failed,0,0,can't reach x\n");
  check_failure("scrapers", boss().status);
}

CAF_TEST(wait says how many products there are then) {
  type("wait");
  reply_to(boss().wait, scrape_summary{3, 1});
  reply_to(store().take_snapshot, lamps(30));
  CAF_CHECK_EQUAL(answers(), "all in: 30 products, 1 of 3 categories failed\n");
  check_failure("wait", boss().wait);
  type("wait");
  reply_to(boss().wait, scrape_summary{3, 1});
  reply_to(store().take_snapshot, fail(ec::storage_failed, "x"));
  CAF_CHECK_EQUAL(asides(), "storing failed: x\n");
  // Nobody asked for progress here.
  CAF_CHECK_EQUAL(store().subscribed, 0u);
}

// -- files --------------------------------------------------------------------

CAF_TEST(save tells what was written and where) {
  check_answer("save", store().save, save_report{"x.db", 30, true},
               "saved 30 products to x.db\n");
  check_answer("save", store().save, save_report{"x.db", 1, false},
               "nothing to save: x.db holds all 1 product\n");
  check_failure("save", store().save);
}

CAF_TEST(import tells what the file changed) {
  type("import 'a b.csv'");
  CAF_CHECK(store().import.arg() == product_file{"a b.csv"});
  reply_to(store().import, import_report{1, 2, 3});
  CAF_CHECK_EQUAL(answers(),
                  "imported a b.csv: 1 added, 2 modified, 3 unchanged\n");
  check_failure("import a.csv", store().import);
}

CAF_TEST(a dry run tells what an import would do) {
  type("import a.dat --dry-run --format csv");
  CAF_CHECK(store().preview.arg() == (product_file{"a.dat", row_format::csv}));
  reply_to(store().preview, import_preview{{1, 2, 3}, {}});
  CAF_CHECK_EQUAL(answers(), "a.dat can be imported: 1 added, 2 modified, 3 "
                             "unchanged\n");
  CAF_CHECK_EQUAL(asides(), "");
  CAF_CHECK_EQUAL(store().import.count(), 0u);
  check_failure("import a.csv --dry-run", store().preview);
}

CAF_TEST(a dry run lists the bad rows and fails) {
  type("import a.csv --dry-run");
  reply_to(store().preview,
           import_preview{{1, 2, 3}, {4, {{2, "no price"}, {7, "\x1b[2J"}}}});
  CAF_CHECK_EQUAL(answers(), "line 2: no price\nline 7: \xEF\xBF\xBD[2J\nand 2 "
                             "more\n");
  CAF_CHECK_EQUAL(asides(), "nothing was imported: a.csv has 4 bad rows\n");
  CAF_CHECK_EQUAL(prompt(), "Store> ");
}

CAF_TEST(export tells how much was written and where) {
  type("export a.csv");
  CAF_CHECK(store().write_file.arg() == product_file{"a.csv"});
  reply_to(store().write_file, uint64_t{288});
  CAF_CHECK_EQUAL(answers(), "exported 288 products to a.csv\n");
  check_failure("export a.csv", store().write_file);
}

// -- the rest -----------------------------------------------------------------

CAF_TEST(a blank line asks for the next one) {
  check_said("  ", "");
}

CAF_TEST(help is printed) {
  check_said("help", help_text(""));
  check_said("? find", help_text("find"));
}

CAF_TEST(an unknown command is named) {
  check_said("lst", "there is no command \"lst\" (did you mean list?); `help` "
                    "lists what there is\n");
}

CAF_TEST(a line that is too long is refused and the next one read) {
  no_line(ec::bad_usage);
  CAF_CHECK_EQUAL(asides(), "the input\n");
  CAF_CHECK_EQUAL(prompt(), "Store> ");
}

CAF_TEST(exit leaves) {
  type("exit");
  CAF_CHECK_EQUAL(left(), std::vector<int32_t>{0});
  CAF_CHECK_EQUAL(prompt(), "");
}

CAF_TEST(while a command runs no prompt is shown) {
  type("count");
  CAF_CHECK_EQUAL(prompt(), "");
}

CAF_TEST(a store that is away is a sentence) {
  end(storing);
  type("count");
  CAF_CHECK_EQUAL(asides(), "the part of the shop that was asked is not "
                            "running; it is being restarted, try again in a "
                            "moment\n");
}

CAF_TEST(a command whose store crashes has failed) {
  type("count");
  end(storing); // with the question
  CAF_CHECK_EQUAL(prompt(), "");
  storing = sys.spawn(fake_store);
  caf::anon_send(aut, caf::open_atom_v, storing);
  sched.run();
  CAF_CHECK_EQUAL(asides(), sentence(caf::sec::request_receiver_down) + "\n");
  CAF_CHECK_EQUAL(prompt(), "Store> ");
}

CAF_TEST(a new store after a restart is used) {
  end(storing);
  storing = sys.spawn(fake_store);
  caf::anon_send(aut, caf::open_atom_v, storing);
  sched.run();
  // The line that is being typed goes on.
  CAF_CHECK_EQUAL(terminal().read.waiting(), 1u);
  check_answer("count", store().count, int64_t{1}, "1\n");
}

// -- what changed -------------------------------------------------------------

CAF_TEST(undo tells what it took back) {
  check_answer("undo", store().undo,
               undo_report{"add_product", 1, {lamp()}, {}, {}},
               "undone: add_product\nremoved 7: Lampe, 19.99 EUR, 3\n");
  check_failure("undo", store().undo);
}

CAF_TEST(history asks for what is wanted and shows it) {
  type("history 7 --limit 2 --format csv");
  CAF_CHECK(store().history.arg() == (history_query{7, 2}));
  movement x;
  x.id = 7;
  x.name = "Lampe";
  x.after = holding{3, 1999};
  reply_to(store().history, std::vector<movement>{x});
  CAF_CHECK(answers().ends_with(
    "1970-01-01T00:00:00.000Z,manager,added,7,Lampe,3,19.99,EUR,,,\n"));
  CAF_CHECK_EQUAL(prompt(), "Store> ");
}

CAF_TEST(a product without a history is there or not ) {
  type("history 7");
  reply_to(store().history, std::vector<movement>{});
  CAF_CHECK_EQUAL(store().get.arg(), 7u);
  reply_to(store().get, lamp());
  CAF_CHECK_EQUAL(answers(), "no changes\n");
  type("history 99");
  reply_to(store().history, std::vector<movement>{});
  reply_to(store().get, fail(ec::no_such_product, "99"));
  CAF_CHECK_EQUAL(answers(), "");
  CAF_CHECK_EQUAL(asides(), "there is no product 99; `list_inventory` shows "
                            "the ids\n");
  type("history");
  reply_to(store().history, std::vector<movement>{});
  CAF_CHECK_EQUAL(answers(), "no changes\n");
}

CAF_TEST(prices shows what a product has cost) {
  type("prices 7 --format csv");
  CAF_CHECK(store().history.arg() == (history_query{7, 0}));
  reply_to(store().history, std::vector<movement>{});
  CAF_CHECK_EQUAL(store().get.arg(), 7u);
  reply_to(store().get, lamp());
  CAF_CHECK_EQUAL(answers(), "time,price,currency,who\n,19.99,EUR,\n");
  type("prices 8");
  reply_to(store().history, std::vector<movement>{});
  reply_to(store().get, fail(ec::no_such_product, "8"));
  CAF_CHECK_EQUAL(asides(), "there is no product 8; `list_inventory` shows the "
                            "ids\n");
}

CAF_TEST(prices of a product that was removed are still known) {
  type("prices 7 --format csv");
  movement gone;
  gone.id = 7;
  gone.before = {3, 1999};
  reply_to(store().history, std::vector<movement>{gone});
  CAF_CHECK_EQUAL(store().get.count(), 0u);
  CAF_CHECK_EQUAL(answers(), "time,price,currency,who\n,19.99,EUR,\n");
}

CAF_TEST_FIXTURE_SCOPE_END()
