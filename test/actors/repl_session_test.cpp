// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE repl_session
#include "test/suite.hpp"

#include <algorithm>

#include "test/repl_fixture.hpp"

using namespace storify;

namespace {

using codes = std::vector<int32_t>;

constexpr const char* red = "\x1b[31m";
constexpr const char* normal = "\x1b[0m";

} // namespace

CAF_TEST_FIXTURE_SCOPE(repl_session_tests, repl_fixture)

// -- the beginning ------------------------------------------------------------

CAF_TEST(no line is read before there is a store) {
  aut = sys.spawn(repl, config, showing, managing);
  sched.run();
  CAF_CHECK_EQUAL(prompt(), "");
}

CAF_TEST(a script whose store can not load reads no line and says nothing) {
  open_unloaded();
  reply_to(store().count, fail(ec::storage_damaged, "a.db"));
  CAF_CHECK_EQUAL(terminal().read.waiting(), 0u);
  CAF_CHECK_EQUAL(asides(), "");
}

CAF_TEST(a script waits for the store that comes after a crash) {
  open_unloaded();
  reply_to(store().count, fail(ec::crashed, "store"));
  CAF_CHECK_EQUAL(terminal().read.waiting(), 0u);
  caf::anon_send(aut, caf::open_atom_v, storing);
  sched.run();
  reply_to(store().count, int64_t{0});
  CAF_CHECK_EQUAL(terminal().read.waiting(), 1u);
}

CAF_TEST(the banner comes before the prompt) {
  config.banner = "storify\n";
  terminal().holds_prints = true;
  open_interactive();
  CAF_CHECK_EQUAL(asides(), "storify\n");
  CAF_CHECK_EQUAL(prompt(), "");
  printed();
  CAF_CHECK_EQUAL(prompt(), "Store> ");
}

CAF_TEST(a quiet session has no banner and no notices) {
  config.banner = "storify\n";
  config.quiet = true;
  open_interactive();
  auto told = ask<void>(aut, notice{"MEUBLE: can't reach x", false});
  sched.run();
  CAF_CHECK(told.has_come());
  CAF_CHECK_EQUAL(asides(), "");
}

CAF_TEST(a quiet prompt tells that something is not saved) {
  config.quiet = true;
  open_interactive();
  store().trouble = "x.db: disk full";
  tell("autosave: x.db: disk full");
  type("");
  CAF_CHECK_EQUAL(prompt(), "Store (not saved)> ");
}

CAF_TEST(a change that a damaged file did not take is not saved) {
  open_interactive();
  store().trouble = "x.db: page 7";
  type("add Lampe 1 1");
  reply_to(store().add, fail(ec::storage_damaged, "x.db: page 7"));
  CAF_CHECK_EQUAL(prompt(), "Store (not saved)> ");
}

// -- the end ------------------------------------------------------------------

CAF_TEST(the end of the input leaves with 0) {
  open();
  no_line(ec::end_of_input);
  CAF_CHECK_EQUAL(left(), codes{0});
}

CAF_TEST(a person who leaves is asked if not all can be saved) {
  open_interactive();
  type("exit");
  reply_to(store().save, fail(ec::storage_failed, "x.db: disk full"));
  CAF_CHECK_EQUAL(asides(), "storing failed: x.db: disk full\n");
  CAF_CHECK_EQUAL(prompt(), "Leave without what is not saved? [y/N] ");
  type("");
  CAF_CHECK_NOT_EQUAL(answers().find("export"), std::string::npos);
  CAF_CHECK(left().empty());
  no_line(ec::end_of_input);
  reply_to(store().save, fail(ec::storage_failed, "x.db: disk full"));
  type("save");
  CAF_CHECK_NOT_EQUAL(answers().find("export"), std::string::npos);
  CAF_CHECK(left().empty());
  reply_to(store().save, fail(ec::storage_failed, "x.db: disk full"));
  no_line(ec::end_of_input);
  reply_to(store().save, fail(ec::storage_failed, "x.db: disk full"));
  type("y");
  CAF_CHECK_EQUAL(left(), codes{0});
}

CAF_TEST(a person who leaves and leaves again is not held) {
  open_interactive();
  no_line(ec::end_of_input);
  CAF_CHECK(left().empty());
  reply_to(store().save, fail(ec::storage_failed, "x.db: disk full"));
  no_line(ec::end_of_input);
  CAF_CHECK_EQUAL(left(), codes{0});
}

CAF_TEST(a terminal that is lost is left) {
  open_interactive();
  no_line(ec::terminal_lost);
  CAF_CHECK_EQUAL(left(), codes{0});
}

CAF_TEST(a terminal that goes is left) {
  open();
  no_line(ec::shutting_down);
  CAF_CHECK_EQUAL(left(), codes{0});
}

CAF_TEST(an answer that nobody reads leaves) {
  open();
  terminal().holds_prints = true;
  type("count");
  reply_to(store().count, int64_t{1});
  reply_to(terminal().print, fail(ec::terminal_lost, "standard output"));
  CAF_CHECK_EQUAL(left(), codes{0});
  CAF_CHECK_EQUAL(prompt(), "");
}

CAF_TEST(an answer that finds no room on the disk leaves with 5) {
  open();
  terminal().holds_prints = true;
  type("count");
  reply_to(store().count, int64_t{1});
  reply_to(terminal().print, fail(ec::storage_failed, "standard output: full"));
  CAF_CHECK_EQUAL(terminal().print.arg().text,
                  "storing failed: standard output: full\n");
  CAF_CHECK(terminal().print.arg().to == channel::aside);
  terminal().print.answer();
  sched.run();
  CAF_CHECK_EQUAL(left(), codes{5});
}

CAF_TEST(a batch ends with the code of its first failure) {
  open();
  type("nonsense");
  type("modify 9 --quantity 1");
  reply_to(store().modify, fail(ec::no_such_product, "9"));
  type("count");
  reply_to(store().count, int64_t{1});
  no_line(ec::end_of_input);
  CAF_CHECK_EQUAL(left(), codes{2});
}

CAF_TEST(exit ends a batch with the code of its first failure) {
  open();
  type("rm 9");
  reply_to(store().remove, fail(ec::no_such_product, "9"));
  type("exit");
  CAF_CHECK_EQUAL(left(), codes{3});
}

CAF_TEST(with stop the first failure ends a batch) {
  config.stop = true;
  open();
  type("count");
  reply_to(store().count, fail(ec::storage_failed, "x"));
  CAF_CHECK_EQUAL(asides(), "storing failed: x\n");
  CAF_CHECK_EQUAL(left(), codes{5});
  CAF_CHECK_EQUAL(prompt(), "");
}

CAF_TEST(a person goes on after a failure and leaves with 0) {
  config.stop = true;
  open_interactive();
  type("nonsense");
  CAF_CHECK_EQUAL(prompt(), "Store> ");
  type("exit");
  reply_to(store().save, save_report{"x.db", 0, false});
  CAF_CHECK_EQUAL(left(), codes{0});
}

// -- notices ------------------------------------------------------------------

CAF_TEST(a notice is shown while a line is typed) {
  open_interactive();
  tell("MEUBLE: can't reach \x1b x");
  CAF_CHECK_EQUAL(asides(), "MEUBLE: can't reach \xEF\xBF\xBD x\n");
  CAF_CHECK_EQUAL(terminal().read.waiting(), 1u);
}

CAF_TEST(a notice is answered when it is shown) {
  open_interactive();
  terminal().holds_prints = true;
  auto told = ask<void>(aut, notice{"x", false});
  sched.run();
  CAF_CHECK(!told.has_come());
  printed();
  CAF_CHECK(told.has_come());
}

CAF_TEST(a fault that comes as a notice and as an answer is said once) {
  auto why = fail(ec::storage_failed, "x.db: disk full");
  open_interactive();
  type("save");
  tell(sentence(why));
  reply_to(store().save, why);
  CAF_CHECK_EQUAL(asides(), sentence(why) + "\n");
  CAF_CHECK_EQUAL(prompt(), "Store> ");
}

CAF_TEST(a fault that comes as an answer and as a notice is said once) {
  auto why = fail(ec::storage_failed, "x.db: disk full");
  open_interactive();
  type("save");
  reply_to(store().save, why);
  tell(sentence(why));
  CAF_CHECK_EQUAL(asides(), sentence(why) + "\n");
}

CAF_TEST(a command that fails says so though an old notice said the same) {
  auto why = fail(ec::storage_failed, "x.db: disk full");
  open_interactive();
  tell(sentence(why));
  asides();
  type("save");
  reply_to(store().save, why);
  CAF_CHECK_EQUAL(asides(), sentence(why) + "\n");
}

CAF_TEST(a shop that closes says why once though a command was just typed) {
  auto why = fail(ec::storage_failed, "x.db: disk full");
  open_interactive();
  caf::anon_send(aut, notice{sentence(why), true});
  sched.run();
  type("save");
  reply_to(store().save, why);
  CAF_CHECK_EQUAL(asides(), sentence(why) + "\n");
}

CAF_TEST(failures are red for a person who wants color) {
  config.color = true;
  open_interactive();
  type("count");
  reply_to(store().count, fail(ec::storage_failed, "x"));
  CAF_CHECK_EQUAL(asides(),
                  std::string{red} + "storing failed: x" + normal + "\n");
}

// -- progress -----------------------------------------------------------------

CAF_TEST(a person who waits sees how it goes) {
  open_interactive();
  type("wait");
  CAF_CHECK_EQUAL(store().subscribed, 1u);
  auto told = ask<void>(aut, inventory_changed{1, 12, 300});
  sched.run();
  CAF_CHECK(told.has_come());
  CAF_CHECK_EQUAL(terminal().progress,
                  std::vector<std::string>{"12 products, 300 pieces so far "
                                           "(Ctrl-C stops waiting)"});
  reply_to(boss().wait, scrape_summary{3, 0});
  CAF_CHECK_EQUAL(store().unsubscribed, 1u);
  reply_to(store().take_snapshot, lamps(12));
  CAF_CHECK_EQUAL(prompt(), "Store> ");
}

CAF_TEST(what changes later is not shown) {
  open_interactive();
  type("wait");
  reply_to(boss().wait, scrape_summary{3, 0});
  auto told = ask<void>(aut, inventory_changed{1, 12, 300});
  sched.run();
  CAF_CHECK(told.has_come());
  CAF_CHECK(terminal().progress.empty());
}

CAF_TEST(a wait that fails ends the progress) {
  open_interactive();
  type("wait");
  reply_to(boss().wait, fail(ec::shutting_down, ""));
  CAF_CHECK_EQUAL(store().unsubscribed, 1u);
}

CAF_TEST(the progress goes on with a new store) {
  open_interactive();
  type("wait");
  end(storing);
  storing = sys.spawn(fake_store);
  caf::anon_send(aut, caf::open_atom_v, storing);
  sched.run();
  CAF_CHECK_EQUAL(store().subscribed, 1u);
}

// -- lists --------------------------------------------------------------------

CAF_TEST(an empty list says so) {
  open();
  type("list");
  reply_to(store().take_snapshot, snapshot{});
  CAF_CHECK(answers().ends_with("no products\n"));
  type("list --format csv");
  reply_to(store().take_snapshot, snapshot{});
  CAF_CHECK(answers().starts_with("id,name,price,quantity,"));
}

CAF_TEST(find shows what it finds) {
  inventory_image image;
  image.products = {lamp(1), lamp(2)};
  image.products[1].name = "Étagère";
  open();
  type("find etagere --format csv");
  reply_to(store().take_snapshot, snapshot{image});
  auto text = answers();
  CAF_CHECK(text.find("\n2,Étagère,19.99,3,") != std::string::npos);
  CAF_CHECK(text.find("Lampe") == std::string::npos);
}

CAF_TEST(a list that can not be made is a sentence) {
  open();
  type("list");
  reply_to(store().take_snapshot, fail(ec::storage_damaged, "x.db"));
  CAF_CHECK_EQUAL(asides(), sentence(fail(ec::storage_damaged, "x.db")) + "\n");
}

CAF_TEST(a long list is printed in slices with one print under way) {
  open();
  terminal().holds_prints = true;
  type("list --format csv");
  reply_to(store().take_snapshot, lamps(10'000));
  auto slices = size_t{0};
  for (; terminal().print.waiting() > 0; ++slices) {
    CAF_CHECK_EQUAL(terminal().print.waiting(), 1u);
    CAF_CHECK(terminal().print.arg().text.size() < 40'000);
    CAF_CHECK_EQUAL(prompt(), "");
    printed();
  }
  CAF_CHECK(slices > 5);
  auto text = answers();
  CAF_CHECK_EQUAL(std::count(text.begin(), text.end(), '\n'), 10'001);
  CAF_CHECK_EQUAL(prompt(), "Store> ");
}

CAF_TEST(a long list lets others have their turn) {
  open();
  type("list");
  store().take_snapshot.answer(lamps(10'000));
  caf::anon_send(aut, notice{"x", false});
  while (terminal().asides.empty())
    CAF_REQUIRE(sched.try_run_once());
  CAF_CHECK_EQUAL(answers(), "");
  sched.run();
  CAF_CHECK(answers().ends_with("10000 products\n"));
}

CAF_TEST(a table fits the terminal of a person) {
  auto wide = lamp(1);
  wide.name = std::string(100, 'x');
  inventory_image image;
  image.products = {wide};
  terminal().width = 60;
  open_interactive();
  type("list");
  reply_to(store().take_snapshot, snapshot{image});
  CAF_CHECK(answers().find(wide.name) == std::string::npos);
}

CAF_TEST(a table of a batch is as wide as it gets) {
  auto wide = lamp(1);
  wide.name = std::string(100, 'x');
  inventory_image image;
  image.products = {wide};
  terminal().width = 60;
  open();
  type("list");
  reply_to(store().take_snapshot, snapshot{image});
  CAF_CHECK(answers().find(wide.name) != std::string::npos);
}

CAF_TEST(the rows of scrapers fit the terminal of a person) {
  terminal().width = 60;
  open_interactive();
  type("scrapers");
  std::string note(100, 'x');
  std::vector<scraper_status> rows{
    {"MEUBLE", scraper_phase::failed, 0, 0, note}};
  reply_to(boss().status, rows);
  CAF_CHECK(answers().find(note) == std::string::npos);
}

CAF_TEST(the prompt tells that something is not saved until it is) {
  open_interactive();
  store().trouble = "the disk is full";
  type("add_product Lampe 19.99 3");
  reply_to(store().add, fail(ec::storage_failed, "x.db: disk full"));
  CAF_CHECK_EQUAL(prompt(), "Store (not saved)> ");
  type("");
  CAF_CHECK_EQUAL(prompt(), "Store (not saved)> ");
  store().trouble = "";
  type("");
  CAF_CHECK_EQUAL(prompt(), "Store> ");
}

CAF_TEST(a notice makes the prompt look whether all is saved) {
  open_interactive();
  store().trouble = "the disk is full";
  tell("autosave: storing failed");
  CAF_CHECK_EQUAL(prompt(), "Store> ");
  type("");
  CAF_CHECK_EQUAL(prompt(), "Store (not saved)> ");
}

CAF_TEST_FIXTURE_SCOPE_END()
