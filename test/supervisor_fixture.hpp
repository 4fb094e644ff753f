// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "actors/supervisor.hpp"
#include "test/fakes/fake_household.hpp"
#include "test/fixtures.hpp"

namespace storify {

/// A real supervisor and a household of fakes.
class supervisor_fixture : public actor_fixture {
public:
  using names = std::vector<std::string>;

  ~supervisor_fixture() override {
    end(boss);
    for (const auto& x : std::exchange(people.everybody, {}))
      end(x);
    people = {}; // their handles know this actor system
  }

  /// Opens a shop of these categories.
  void open(scrape_when when = scrape_when::automatic,
            names categories = {"MEUBLE", "JARDIN"}) {
    house = fake_household(people, std::move(categories));
    open_house(when);
  }

  /// Opens a shop of `house`.
  void open_house(scrape_when when) {
    boss = sys.spawn(supervisor, supervisor_config{when, {}}, house);
    day = ask<int32_t>(boss, run_atom_v);
    sched.run();
  }

  /// Opens a shop whose inventory has loaded, with so many products.
  void open_loaded(size_t products, scrape_when when = scrape_when::automatic,
                   names categories = {"MEUBLE", "JARDIN"}) {
    open(when, std::move(categories));
    load(products);
  }

  /// Lets the store answer that it has loaded.
  void load(size_t products) {
    inventory_image image;
    for (size_t i = 1; i <= products; ++i)
      image.products.push_back({i, "x", {}, 1, {}, {}, {}, {}});
    store().take_snapshot.answer(snapshot{image});
    sched.run();
  }

  /// Closes the shop, and lets the last save succeed.
  void close(int32_t code) {
    caf::anon_send(boss, stop_atom_v, code);
    sched.run();
    store().save.answer(save_report{});
    sched.run();
  }

  /// Lets a child end as a crash would.
  template <class Handle>
  void crash(const Handle& whom, const std::string& what = "boom") {
    self->send_exit(whom, fail(ec::crashed, what));
    sched.run();
  }

  /// Lets a scraper throw in a handler.
  void crash_scraper(size_t index) {
    caf::anon_send(people.scrapers[index], pause_atom_v);
    sched.run();
  }

  void pass(caf::timespan time) {
    advance_time(time);
    sched.run();
  }

  /// Lets a scraper report.
  void report(const scraper_status& status) {
    caf::anon_send(scraper_watcher{boss}, status);
    sched.run();
  }

  std::vector<scraper_status> statuses() {
    auto rows = ask<std::vector<scraper_status>>(boss, status_atom_v);
    sched.run();
    return rows.value();
  }

  scraper_status row(size_t index) {
    return statuses()[index];
  }

  /// Shows the notice that waits; returns its text, or nothing without one.
  std::string next_notice() {
    auto& notices = repl().notices;
    if (notices.waiting() == 0)
      return {};
    auto text = notices.arg().text;
    notices.answer();
    sched.run();
    return text;
  }

  /// Returns what came and went since this was asked last.
  names news() {
    return std::exchange(people.diary, {});
  }

  fake_terminal_state& terminal() {
    return state_of<fake_terminal_state>(people.terminal);
  }
  fake_repl_state& repl() {
    return state_of<fake_repl_state>(people.repl);
  }
  fake_store_state& store() {
    return state_of<fake_store_state>(people.store);
  }
  fake_fetcher_state& fetcher() {
    return state_of<fake_fetcher_state>(people.fetcher);
  }
  fake_scheduler_state& scheduler() {
    return state_of<fake_scheduler_state>(people.scheduler);
  }
  size_t starts(size_t index) {
    return state_of<fake_scraper_state>(people.scrapers[index]).starts;
  }

  staff people;
  household house;
  supervisor_actor boss;
  std::optional<reply<int32_t>> day; ///< Answered with the exit code.
};

} // namespace storify
