// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE repl_interrupt
#include "test/suite.hpp"

#include "test/repl_fixture.hpp"

using namespace storify;
using namespace std::chrono_literals;

namespace {

constexpr const char* again = "Ctrl-C again within 2 s saves and leaves";

std::string interrupted(const std::string& line) {
  return "interrupted: " + line + "; " + again + "\n";
}

} // namespace

CAF_TEST_FIXTURE_SCOPE(repl_interrupt_tests, repl_fixture)

CAF_TEST(at the prompt the line is dropped and the prompt comes again) {
  open_interactive();
  interrupt();
  CAF_CHECK_EQUAL(terminal().cancels, 1u);
  CAF_CHECK_EQUAL(asides(), std::string{again} + "\n");
  CAF_CHECK_EQUAL(prompt(), "Store> ");
  CAF_CHECK(left().empty());
}

CAF_TEST(a change that was asked for may still come) {
  open_interactive();
  for (const auto* line :
       {"add Lampe 1 1", "modify 1 --price 2", "rm 1", "import a.csv"}) {
    pass(10s); // a second Ctrl-C would leave
    type(line);
    interrupt();
    auto expected = interrupted(
      std::string{line} + "; it may still be done, `undo` takes it back");
    CAF_CHECK_EQUAL(asides(), expected);
  }
  type("count"); // what is no change is as before
  pass(10s);
  interrupt();
  CAF_CHECK_EQUAL(asides(), interrupted("count"));
}

CAF_TEST(a command that waits is given up and its answer ignored) {
  open_interactive();
  type("wait");
  CAF_CHECK_EQUAL(store().subscribed, 1u);
  interrupt();
  CAF_CHECK_EQUAL(asides(), interrupted("wait"));
  CAF_CHECK_EQUAL(prompt(), "Store> ");
  CAF_CHECK_EQUAL(store().unsubscribed, 1u);
  reply_to(boss().wait, scrape_summary{3, 0});
  CAF_CHECK_EQUAL(store().take_snapshot.waiting(), 0u);
  CAF_CHECK_EQUAL(answers(), "");
}

CAF_TEST(a failure of a command that was given up is not said) {
  open_interactive();
  type("wait");
  interrupt();
  asides();
  reply_to(boss().wait, fail(ec::shutting_down, ""));
  CAF_CHECK_EQUAL(asides(), "");
  CAF_CHECK_EQUAL(terminal().read.waiting(), 1u);
}

CAF_TEST(a list that is being printed ends) {
  open_interactive();
  terminal().holds_prints = true;
  type("list");
  reply_to(store().take_snapshot, lamps(10'000));
  CAF_CHECK_EQUAL(terminal().print.waiting(), 1u);
  interrupt();
  auto so_far = answers().size();
  CAF_CHECK(so_far > 0);
  // First the slice that was under way, then the sentence.
  terminal().print.answer();
  sched.run();
  printed();
  CAF_CHECK_EQUAL(answers(), "");
  CAF_CHECK_EQUAL(asides(), interrupted("list"));
  CAF_CHECK_EQUAL(prompt(), "Store> ");
}

CAF_TEST(a list that is being sorted ends) {
  open_interactive();
  type("list --sort name");
  store().take_snapshot.answer(lamps(100'000));
  for (auto steps = 0; steps < 5; ++steps)
    CAF_REQUIRE(sched.try_run_once());
  caf::anon_send(aut, interrupt_atom_v);
  sched.run();
  CAF_CHECK_EQUAL(answers(), "");
  CAF_CHECK_EQUAL(asides(), interrupted("list --sort name"));
  CAF_CHECK_EQUAL(prompt(), "Store> ");
}

CAF_TEST(a question of a command is given up with the command) {
  open_interactive();
  type("add");
  type("Lampe");
  CAF_CHECK_EQUAL(prompt(), "Price: ");
  interrupt();
  CAF_CHECK_EQUAL(asides(), std::string{"gave up add; "} + again + "\n");
  CAF_CHECK_EQUAL(prompt(), "Store> ");
  CAF_CHECK_EQUAL(terminal().read.waiting(), 1u);
  CAF_CHECK_EQUAL(store().add.count(), 0u);
}

CAF_TEST(twice within two seconds leaves with 130) {
  open_interactive();
  interrupt();
  pass(2s - 1ns);
  interrupt();
  CAF_CHECK_EQUAL(left(), std::vector<int32_t>{130});
  CAF_CHECK_EQUAL(terminal().cancels, 1u);
}

CAF_TEST(twice within two seconds leaves out of a command too) {
  open_interactive();
  type("wait");
  interrupt();
  interrupt();
  CAF_CHECK_EQUAL(left(), std::vector<int32_t>{130});
}

CAF_TEST(after a line it is a first one again) {
  open_interactive();
  interrupt();
  type("");
  interrupt();
  CAF_CHECK(left().empty());
  interrupt();
  CAF_CHECK(!left().empty());
}

CAF_TEST(after two seconds it is a first one again) {
  open_interactive();
  interrupt();
  pass(2s);
  interrupt();
  CAF_CHECK(left().empty());
  CAF_CHECK_EQUAL(terminal().cancels, 2u);
  CAF_CHECK_EQUAL(prompt(), "Store> ");
}

CAF_TEST(a batch ends and what it waited for is not said) {
  open();
  type("wait");
  interrupt();
  CAF_CHECK_EQUAL(left(), std::vector<int32_t>{130});
  reply_to(boss().wait, fail(ec::shutting_down, ""));
  CAF_CHECK_EQUAL(asides(), "");
  CAF_CHECK_EQUAL(terminal().read.waiting(), 0u);
}

CAF_TEST(a line that a batch reads as it ends is not run) {
  open();
  interrupt();
  CAF_CHECK_EQUAL(left(), std::vector<int32_t>{130});
  type("wait");
  CAF_CHECK_EQUAL(boss().wait.waiting(), 0u);
  CAF_CHECK_EQUAL(terminal().read.waiting(), 0u);
}

CAF_TEST(a batch whose store loads ends) {
  open_unloaded();
  interrupt();
  CAF_CHECK_EQUAL(left(), std::vector<int32_t>{130});
  reply_to(store().count, int64_t{0});
  CAF_CHECK_EQUAL(terminal().read.waiting(), 0u);
}

CAF_TEST(before there is a store it only counts) {
  config.interactive = true;
  aut = sys.spawn(repl, config, showing, managing);
  interrupt();
  CAF_CHECK_EQUAL(asides(), "");
  caf::anon_send(aut, caf::open_atom_v, storing);
  sched.run();
  CAF_CHECK_EQUAL(terminal().read.waiting(), 1u);
}

CAF_TEST_FIXTURE_SCOPE_END()
