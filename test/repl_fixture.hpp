// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "actors/repl.hpp"
#include "messages/image.hpp"
#include "test/fakes/fake_store.hpp"
#include "test/fakes/fake_supervisor.hpp"
#include "test/fakes/fake_terminal.hpp"
#include "test/fixtures.hpp"

namespace storify {

/// A real repl among a fake terminal, a fake store and a fake supervisor.
class repl_fixture : public actor_fixture {
public:
  repl_fixture() {
    showing = sys.spawn(fake_terminal);
    storing = sys.spawn(fake_store);
    managing = sys.spawn(fake_supervisor);
  }

  ~repl_fixture() override {
    end(aut);
    end(showing);
    end(storing);
    end(managing);
  }

  /// Lets the repl serve the store: it reads the first line.
  void open() {
    aut = sys.spawn(repl, config, showing, managing);
    caf::anon_send(aut, caf::open_atom_v, storing);
    sched.run();
    if (!config.interactive)
      reply_to(store().count, int64_t{0});
  }

  /// Opens it for a script, as long as the store has not loaded.
  void open_unloaded() {
    aut = sys.spawn(repl, config, showing, managing);
    caf::anon_send(aut, caf::open_atom_v, storing);
    sched.run();
  }

  /// Opens it for a person at a terminal.
  void open_interactive() {
    config.interactive = true;
    open();
  }

  // -- the terminal -----------------------------------------------------------

  fake_terminal_state& terminal() {
    return state_of<fake_terminal_state>(showing);
  }

  /// Returns the prompt that waits for a line, or an empty text without one.
  std::string prompt() {
    auto& read = terminal().read;
    return read.waiting() > 0 ? read.arg() : std::string{};
  }

  void type(const std::string& line) {
    CAF_REQUIRE_EQUAL(terminal().read.waiting(), 1u);
    terminal().read.answer(line);
    sched.run();
  }

  /// Lets the terminal answer that there is no line.
  void no_line(ec why) {
    CAF_REQUIRE_EQUAL(terminal().read.waiting(), 1u);
    terminal().read.answer(fail(why, "the input"));
    sched.run();
  }

  /// Returns what was printed to stdout since this was asked last.
  std::string answers() {
    return std::exchange(terminal().answers, {});
  }

  /// Returns what was printed to stderr since this was asked last.
  std::string asides() {
    return std::exchange(terminal().asides, {});
  }

  /// Lets the print that is under way end.
  void printed() {
    CAF_REQUIRE_EQUAL(terminal().print.waiting(), 1u);
    terminal().print.answer();
    sched.run();
  }

  // -- the others -------------------------------------------------------------

  fake_store_state& store() {
    return state_of<fake_store_state>(storing);
  }

  fake_supervisor_state& boss() {
    return state_of<fake_supervisor_state>(managing);
  }

  /// Returns the exit codes that the supervisor was told.
  std::vector<int32_t> left() {
    return boss().stops;
  }

  /// Answers the oldest request of a clause of the fakes.
  template <class Clause, class Answer>
  void reply_to(Clause& clause, Answer what) {
    CAF_REQUIRE_EQUAL(clause.waiting(), 1u);
    clause.answer(std::move(what));
    sched.run();
  }

  void interrupt() {
    caf::anon_send(aut, interrupt_atom_v);
    sched.run();
  }

  void tell(const std::string& text) {
    caf::anon_send(aut, notice{text, false});
    sched.run();
  }

  void pass(caf::timespan time) {
    advance_time(time);
    sched.run();
  }

  /// Returns a product as a person would have added it.
  static product lamp(product_id id = 7) {
    return {id, "Lampe", {1999, {}}, 3, "", {}, "", {}};
  }

  /// Returns an inventory of `size` lamps.
  static snapshot lamps(size_t size) {
    inventory_image image;
    for (product_id id = 1; id <= size; ++id)
      image.products.push_back(lamp(id));
    return snapshot{std::move(image)};
  }

  repl_config config;
  terminal_actor showing;
  store_actor storing;
  supervisor_actor managing;
  repl_actor aut;
};

} // namespace storify
