// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE repl_dialogs
#include "test/suite.hpp"

#include "test/repl_fixture.hpp"

using namespace storify;

namespace {

struct fixture : repl_fixture {
  /// Answers one question after the other.
  void converse(const std::vector<std::pair<std::string, std::string>>& x) {
    for (const auto& [question, line] : x) {
      CAF_CHECK_EQUAL(prompt(), question);
      type(line);
    }
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(repl_dialogs_tests, fixture)

// -- add_product --------------------------------------------------------------

CAF_TEST(add_product asks for each field) {
  open_interactive();
  converse({{"Store> ", "add_product"},
            {"Name: ", "Lampe d'appoint"},
            {"Price: ", "1 649,99 €"},
            {"Quantity: ", "3"}});
  CAF_CHECK(store().add.arg()
            == (product_draft{"Lampe d'appoint", {164999, {}}, 3}));
  reply_to(store().add, lamp());
  CAF_CHECK_EQUAL(answers(), "added 7: Lampe, 19.99 EUR, 3\n");
  CAF_CHECK_EQUAL(prompt(), "Store> ");
}

CAF_TEST(a person who mistypes is asked again) {
  open_interactive();
  converse({{"Store> ", "add"}, {"Name: ", " "}});
  CAF_CHECK_EQUAL(asides(), "this name can't be used: it is blank; a product "
                            "needs a name\n");
  converse({{"Name: ", "Lampe"}, {"Price: ", "cheap"}});
  CAF_CHECK_EQUAL(asides(), sentence(fail(ec::bad_price, "cheap")) + "\n");
  converse({{"Price: ", "19"}, {"Quantity: ", "-1"}});
  CAF_CHECK_EQUAL(asides(), sentence(fail(ec::bad_quantity, "-1")) + "\n");
  converse({{"Quantity: ", "3"}});
  CAF_CHECK(store().add.arg() == (product_draft{"Lampe", {1900, {}}, 3}));
}

CAF_TEST(a script that mistypes has failed) {
  open();
  converse({{"Store> ", "add"}, {"Name: ", "Lampe"}, {"Price: ", "cheap"}});
  CAF_CHECK_EQUAL(asides(), sentence(fail(ec::bad_price, "cheap")) + "\n");
  CAF_CHECK_EQUAL(prompt(), "Store> ");
  no_line(ec::end_of_input);
  CAF_CHECK_EQUAL(left(), std::vector<int32_t>{2});
}

CAF_TEST(a command that is given is no answer to the one before) {
  config.is_given = true;
  open();
  type("modify 7");
  reply_to(store().get, lamp());
  CAF_CHECK_NOT_EQUAL(asides().find("nobody is there to answer"),
                      std::string::npos);
  CAF_CHECK_EQUAL(prompt(), "Store> ");
}

CAF_TEST(an add that the store refuses is said) {
  open_interactive();
  converse({{"Store> ", "add"},
            {"Name: ", "Lampe"},
            {"Price: ", "1"},
            {"Quantity: ", "1"}});
  reply_to(store().add, fail(ec::storage_failed, "x.db: disk full"));
  CAF_CHECK_EQUAL(asides(), "storing failed: x.db: disk full\n");
  CAF_CHECK_EQUAL(prompt(), "Store> ");
}

CAF_TEST(an input that ends within a question gives it up) {
  open_interactive();
  converse({{"Store> ", "add"}, {"Name: ", "Lampe"}});
  no_line(ec::end_of_input);
  CAF_CHECK_EQUAL(asides(), "gave up add; Ctrl-D again leaves\n");
  CAF_CHECK_EQUAL(prompt(), "Store> ");
  CAF_CHECK_EQUAL(store().add.count(), 0u);
  no_line(ec::end_of_input);
  reply_to(store().save, save_report{});
  CAF_CHECK_EQUAL(left(), std::vector<int32_t>{0});
}

CAF_TEST(an answer that is no text ends the command) {
  open_interactive();
  converse({{"Store> ", "add"}});
  no_line(ec::not_utf8);
  CAF_CHECK_EQUAL(asides(), sentence(fail(ec::not_utf8, "the input")) + "\n");
  CAF_CHECK_EQUAL(prompt(), "Store> ");
}

// -- modify_product -----------------------------------------------------------

CAF_TEST(modify_product shows the old values) {
  open_interactive();
  type("modify_product 7");
  CAF_CHECK_EQUAL(store().get.arg(), 7u);
  reply_to(store().get, lamp());
  converse({{"Name [Lampe]: ", "Lampadaire"},
            {"Price [19.99]: ", "20"},
            {"Quantity [3]: ", "4"}});
  CAF_CHECK_EQUAL(store().modify.arg(), 7u);
  product_patch expected{"Lampadaire", price{2000, {}}, 4};
  CAF_CHECK(store().modify.arg<1>() == expected);
  reply_to(store().modify, lamp());
  CAF_CHECK_EQUAL(answers(), "modified 7: Lampe, 19.99 EUR, 3\n");
}

CAF_TEST(Enter keeps what there is) {
  open_interactive();
  type("modify 7");
  reply_to(store().get, lamp());
  converse(
    {{"Name [Lampe]: ", ""}, {"Price [19.99]: ", ""}, {"Quantity [3]: ", "4"}});
  product_patch expected{{}, {}, 4};
  CAF_CHECK(store().modify.arg<1>() == expected);
}

CAF_TEST(Enter for all changes nothing) {
  open_interactive();
  type("modify 7");
  reply_to(store().get, lamp());
  converse(
    {{"Name [Lampe]: ", ""}, {"Price [19.99]: ", ""}, {"Quantity [3]: ", ""}});
  CAF_CHECK_EQUAL(answers(), "nothing changed\n");
  CAF_CHECK_EQUAL(store().modify.count(), 0u);
}

CAF_TEST(a new value that is none is asked for again) {
  open_interactive();
  type("modify 7");
  reply_to(store().get, lamp());
  converse({{"Name [Lampe]: ", ""}, {"Price [19.99]: ", "x"}});
  CAF_CHECK_EQUAL(asides(), sentence(fail(ec::bad_price, "x")) + "\n");
  converse({{"Price [19.99]: ", ""}});
  CAF_CHECK_EQUAL(prompt(), "Quantity [3]: ");
}

CAF_TEST(without an id it is asked for) {
  open_interactive();
  converse({{"Store> ", "modify"}, {"ID: ", "seven"}});
  CAF_CHECK_EQUAL(asides(),
                  "\"seven\" is not an id; ids are whole numbers from "
                  "1 up, list_inventory shows them\n");
  converse({{"ID: ", " 7 "}});
  CAF_CHECK_EQUAL(store().get.arg(), 7u);
}

CAF_TEST(a product that is not there ends the command) {
  open_interactive();
  type("modify 9");
  reply_to(store().get, fail(ec::no_such_product, "9"));
  CAF_CHECK_EQUAL(asides(), sentence(fail(ec::no_such_product, "9")) + "\n");
  CAF_CHECK_EQUAL(prompt(), "Store> ");
}

CAF_TEST(the old name is shown harmlessly) {
  open_interactive();
  type("modify 7");
  auto evil = lamp();
  evil.name = "\x1b[2J";
  reply_to(store().get, evil);
  CAF_CHECK_EQUAL(prompt(), "Name [\xEF\xBF\xBD[2J]: ");
}

CAF_TEST(a person who knows no id gets out) {
  open_interactive();
  converse({{"Store> ", "modify"}, {"ID: ", ""}});
  CAF_CHECK_EQUAL(answers(), "nothing changed\n");
  CAF_CHECK_EQUAL(prompt(), "Store> ");
}

CAF_TEST(a script that knows no id has failed) {
  open();
  converse({{"Store> ", "modify"}, {"ID: ", ""}});
  CAF_CHECK_EQUAL(asides(),
                  "\"\" is not an id; ids are whole numbers from 1 up, "
                  "list_inventory shows them\n");
  no_line(ec::end_of_input);
  CAF_CHECK_EQUAL(left(), std::vector<int32_t>{2});
}

CAF_TEST(an id may be as large as those of an imported product) {
  open_interactive();
  converse({{"Store> ", "modify"}, {"ID: ", "0"}});
  CAF_CHECK_EQUAL(asides(),
                  "\"0\" is not an id; ids are whole numbers from 1 up, "
                  "list_inventory shows them\n");
  converse({{"ID: ", "5000000000"}});
  CAF_CHECK_EQUAL(store().get.arg(), 5'000'000'000u);
}

// -- exit ---------------------------------------------------------------------

CAF_TEST(a person who leaves while the store crashes gets the prompt back) {
  open_interactive();
  type("exit");
  end(storing); // with the save
  CAF_CHECK_EQUAL(prompt(), "");
  storing = sys.spawn(fake_store);
  caf::anon_send(aut, caf::open_atom_v, storing);
  sched.run();
  CAF_CHECK_EQUAL(asides(), sentence(caf::sec::request_receiver_down) + "\n");
  CAF_CHECK_EQUAL(prompt(), "Store> ");
  CAF_CHECK(left().empty());
}

// -- remove_product -----------------------------------------------------------

CAF_TEST(a person is asked before several products go) {
  open_interactive();
  type("remove 7 8");
  reply_to(store().take_snapshot, lamps(8));
  converse({{"Remove 2 products? [y/N] ", "y"}});
  CAF_CHECK(store().remove.arg() == (std::vector<product_id>{7, 8}));
}

CAF_TEST(a no removes nothing) {
  open_interactive();
  for (const auto* no : {"", "n", "No"}) {
    type("rm 7 8");
    reply_to(store().take_snapshot, lamps(8));
    converse({{"Remove 2 products? [y/N] ", no}});
    CAF_CHECK_EQUAL(answers(), "nothing removed\n");
  }
  CAF_CHECK_EQUAL(store().remove.count(), 0u);
}

CAF_TEST(what is neither a yes nor a no is a no and the next command) {
  open_interactive();
  type("rm 7 8");
  reply_to(store().take_snapshot, lamps(8));
  converse({{"Remove 2 products? [y/N] ", "rm 6 5"}});
  CAF_CHECK_EQUAL(answers(), "nothing removed\n");
  reply_to(store().take_snapshot, lamps(8));
  converse({{"Remove 2 products? [y/N] ", " Yes"}});
  CAF_CHECK_EQUAL(store().remove.count(), 1u);
  CAF_CHECK(store().remove.arg() == (std::vector<product_id>{6, 5}));
}

CAF_TEST(nobody is asked about a product that is not there) {
  open_interactive();
  type("rm 7 999 8");
  reply_to(store().take_snapshot, lamps(8));
  CAF_CHECK_EQUAL(asides(), "there is no product 999; `list_inventory` shows "
                            "the ids\n");
  CAF_CHECK_EQUAL(prompt(), "Store> ");
  CAF_CHECK_EQUAL(store().remove.count(), 0u);
}

CAF_TEST(one product goes without a question) {
  open_interactive();
  type("remove 7");
  CAF_CHECK_EQUAL(store().remove.count(), 1u);
}

CAF_TEST(nobody is asked who said yes beforehand) {
  config.yes = true;
  open_interactive();
  type("remove 7 8");
  CAF_CHECK_EQUAL(store().remove.count(), 1u);
}

CAF_TEST(a script is not asked) {
  open();
  type("remove 7 8");
  CAF_CHECK_EQUAL(store().remove.count(), 1u);
}

CAF_TEST_FIXTURE_SCOPE_END()
