// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "caf/actor_system.hpp"
#include "caf/actor_system_config.hpp"
#include "caf/event_based_actor.hpp"
#include "caf/scheduler/test_coordinator.hpp"
#include "caf/send.hpp"

#include "actors/database.hpp"
#include "actors/scheduler.hpp"
#include "actors/scraper.hpp"
#include "actors/store.hpp"
#include "actors/supervisor.hpp"
#include "messages/registration.hpp"
#include "test/fakes/fake_terminal.hpp"
#include "test/schedules/fake_web.hpp"
#include "test/schedules/manager.hpp"
#include "test/schedules/scenario.hpp"
#include "test/schedules/strategy.hpp"

namespace storify {

/// A shop from its opening to its end, one message at a time, in an order that
/// the seed decides.
class play {
public:
  struct setting {
    strategy how = strategy::uniform;
    weather sky;
    std::vector<std::string> files; ///< To be imported.
    bool keeps_record = false;
  };

  play(caf::actor_system_config& config, uint64_t seed, const setting& where)
    : luck_(seed),
      plan_(luck_, where.sky),
      next_(where.how, luck_),
      disk_(says_, [this] { return disk_fate(); }),
      web_(luck_),
      witness_({plan_.commits, plan_.slice, where.keeps_record}, luck_, disk_,
               says_),
      sys_(config),
      sched_(
        dynamic_cast<caf::scheduler::test_coordinator&>(sys_.scheduler())) {
    sys_.await_actors_before_shutdown(false);
    disk_.fill(plan_.before);
    witness_.fate = [this](const party& who) { return crashes(who); };
    for (auto& x : desks_)
      x = {&luck_, &witness_, where.files, luck_.roll(2, 7), false, false, {}};
  }

  ~play() {
    is_calm_ = true;
    end_all();
  }

  /// Plays it; returns the promise that was broken, or null.
  const char* run() {
    open();
    for (size_t i = 0; i < plan_.steps && is_fine() && !is_idle(); ++i)
      stir();
    calm();
    if (is_fine() && !day_->has_value())
      compare();
    close();
    return says_.broken();
  }

  /// Returns all messages, if the setting asks for that.
  const std::vector<std::string>& record() const {
    return witness_.record;
  }

  size_t steps() const {
    return steps_;
  }

private:
  template <class T>
  using answer = std::shared_ptr<std::optional<caf::expected<T>>>;

  static constexpr size_t most_steps = 5'000;

  bool is_fine() const {
    return says_.broken() == nullptr;
  }

  // -- chance -----------------------------------------------------------------

  disk_trouble disk_fate() {
    if (is_calm_ || !luck_.once_in(plan_.disk_fails_once_in))
      return disk_trouble::none;
    constexpr std::array kinds{
      disk_trouble::refuses,        disk_trouble::refuses,
      disk_trouble::refuses,        disk_trouble::loses_answer,
      disk_trouble::crashes_before, disk_trouble::crashes_after};
    return kinds[luck_.roll(kinds.size())];
  }

  bool crashes(const party& who) {
    if (is_calm_ || plan_.crashes_left == 0 || who.plays == part::supervisor
        || who.plays == part::terminal
        || (who.plays == part::manager && who.index == 1)
        || !luck_.once_in(plan_.crashes_once_in))
      return false;
    --plan_.crashes_left;
    return true;
  }

  // -- the shop ---------------------------------------------------------------

  template <class Self, class State, class F, class... Ts>
  auto cast(part plays, size_t index, F role, Ts... args) {
    using actor = watched<Self, State>;
    auto hired = sys_.spawn<actor>(&witness_, plays, index,
                                   [=](typename actor::super* self) {
                                     return role(self, args...);
                                   });
    everybody_.push_back(caf::actor_cast<caf::actor>(hired));
    return hired;
  }

  repl_actor cast_manager(size_t index) {
    return cast<repl_actor, manager_state>(part::manager, index, manager,
                                           &desks_[index], boss_);
  }

  store_actor cast_store(const database_actor& database) {
    store_config config{"inventory.db", plan_.commits, plan_.slice,
                        plan_.slice};
    config.now = [] { return int64_t{1'700'000'000'000}; };
    auto hired = cast<store_self, store_state>(part::store, 0, store, config,
                                               database);
    using actor = watched<store_self, store_state>;
    auto* who = static_cast<actor*>(
      caf::actor_cast<caf::abstract_actor*>(hired));
    witness_.serves(hired.id(), who->state.goods);
    store_ = hired;
    caf::anon_send(other_manager_, caf::open_atom_v, store_);
    return hired;
  }

  scraper_actor cast_scraper(size_t index, const fetcher_actor& fetcher,
                             const store_actor& whose,
                             const scraper_watcher& watcher) {
    scraper_config config;
    config.profile = fake_web::profile();
    config.order = {"shop", categories()[index],
                    fmt::format("http://shop/{}", index), 0, 1};
    config.pace = std::chrono::milliseconds{plan_.pace};
    config.lot_size = plan_.lot_size;
    config.slice_size = plan_.lot_size * 100;
    return cast<scraper_self, scraper_state>(
      part::scraper, index, scraper, config,
      scraper_contacts{fetcher, whose, watcher});
  }

  std::vector<std::string> categories() const {
    std::vector<std::string> all{"A", "B", "C"};
    all.resize(plan_.categories);
    return all;
  }

  household house() {
    household x;
    x.categories = categories();
    x.jobs = {{"autosave", std::chrono::seconds{10}, job_action::save}};
    x.hire_terminal = [this](caf::actor_system&) -> terminal_actor {
      return cast<terminal_actor, fake_terminal_state>(part::terminal, 0,
                                                       fake_terminal);
    };
    x.hire_repl = [this](caf::actor_system&, const terminal_actor&,
                         const supervisor_actor&) { return cast_manager(0); };
    x.hire_database = [this](caf::actor_system&) -> database_actor {
      database_config config{[this] {
                               return std::make_unique<fake_storage>(
                                 disk_, says_, plan_.commits);
                             },
                             currency{}};
      return cast<database_actor, database_state>(part::database, 0, database,
                                                  config);
    };
    x.hire_store = [this](caf::actor_system&, const database_actor& database) {
      return cast_store(database);
    };
    x.hire_fetcher = [this](caf::actor_system&) -> fetcher_actor {
      return cast<fetcher_actor, web_fetcher_state>(part::fetcher, 0,
                                                    web_fetcher, &web_);
    };
    x.hire_scheduler = [this](caf::actor_system&, const store_actor& whose,
                              const supervisor_actor& boss,
                              const notice_board& board) -> scheduler_actor {
      return cast<scheduler_self, scheduler_state>(
        part::scheduler, 0, scheduler, scheduler_contacts{whose, boss, board});
    };
    x.hire_scraper =
      [this](caf::actor_system&, size_t index, const fetcher_actor& fetcher,
             const store_actor& whose, const scraper_watcher& watcher) {
        return cast_scraper(index, fetcher, whose, watcher);
      };
    return x;
  }

  void open() {
    boss_ = cast<supervisor_self, supervisor_state>(
      part::supervisor, 0, supervisor, supervisor_config{plan_.when, {}},
      house());
    other_manager_ = cast_manager(1);
    day_ = ask<int32_t>(boss_, run_atom_v);
  }

  template <class T, class Handle, class... Ts>
  answer<T> ask(const Handle& whom, Ts... what) {
    auto where = std::make_shared<std::optional<caf::expected<T>>>();
    sys_.spawn([=](caf::event_based_actor* clerk) {
      clerk->request(whom, caf::infinite, what...)
        .then([=](const T& x) { where->emplace(x); },
              [=](const caf::error& why) { where->emplace(why); });
    });
    return where;
  }

  // -- what happens -----------------------------------------------------------

  bool is_idle() {
    auto is_done = [](const manager_desk& x) {
      return x.commands == 0 && !x.is_busy;
    };
    return sched_.jobs.empty() && witness_.is_open() && is_done(desks_[0])
           && is_done(desks_[1]);
  }

  /// Lets one actor handle one message; returns false if there is none.
  bool step() {
    auto& jobs = sched_.jobs;
    if (jobs.empty())
      return false;
    auto chosen = jobs.begin() + static_cast<std::ptrdiff_t>(next_.pick(jobs));
    std::rotate(jobs.begin(), chosen, chosen + 1);
    sched_.run_once();
    ++steps_;
    look_at_snapshots();
    return true;
  }

  void stir() {
    if (plan_.closes && luck_.once_in(plan_.steps))
      caf::anon_send(boss_, stop_atom_v, int32_t{0});
    if (luck_.once_in(20) || sched_.jobs.empty())
      sched_.trigger_timeout();
    step();
  }

  /// Nothing fails any more: everything comes to its end by itself.
  void calm() {
    is_calm_ = true;
    web_.is_calm = true;
    auto all_in = ask<scrape_summary>(boss_, wait_atom_v);
    settle(
      [&] { return day_->has_value() || (all_in->has_value() && is_idle()); });
  }

  template <class Predicate>
  void settle(Predicate is_over) {
    for (size_t i = 0; i < most_steps && is_fine(); ++i)
      if (!step()) {
        if (is_over())
          return;
        sched_.trigger_timeout();
      }
    says_.must(false, "everything comes to an end");
  }

  void compare() {
    auto saved = ask<save_report>(store_, save_atom_v);
    settle([&] { return saved->has_value(); });
    auto* last = witness_.newest();
    if (!is_fine())
      return;
    if (last->no_inventory) {
      says_.must(!saved->value(), "without an inventory nothing is saved");
      return;
    }
    says_.must(saved->value().engaged(), "a disk that works again is written");
    says_.must(last->holds_exactly(), "the store equals the model");
    says_.must(disk_.written() == last->goods, "the disk equals the model");
  }

  void close() {
    if (is_fine() && !day_->has_value()) {
      caf::anon_send(boss_, stop_atom_v, int32_t{0});
      settle([&] { return day_->has_value(); });
    }
    if (!is_fine())
      return;
    auto code = day_->value();
    says_.must(code.engaged(), "the day ends");
    says_.must(witness_.was_closed() || !plan_.is_good_day,
               "a shop that closes is saved");
    if (code && *code == 0)
      says_.must(witness_.last_save_is_kept(), "the last save saves all");
    says_.must(witness_.keeps_word(), "what was acknowledged is kept");
    end(caf::actor_cast<caf::actor>(other_manager_));
    says_.must(sys_.registry().running() == 0, "everybody goes home");
  }

  // A snapshot shares its memory with what the store goes on to change.
  void look_at_snapshots() {
    for (auto& desk : desks_)
      for (const auto& [taken, image] : desk.kept)
        says_.must(taken.image() == image, "a snapshot never changes");
  }

  void end(const caf::actor& who) {
    caf::anon_send_exit(who, caf::exit_reason::kill);
    while (!sched_.jobs.empty())
      sched_.run_once();
  }

  // A play that was broken off leaves people behind, who would work for ever.
  void end_all() {
    while (!everybody_.empty()) { // some may still be hired
      for (const auto& who : std::exchange(everybody_, {}))
        caf::anon_send_exit(who, caf::exit_reason::kill);
      while (!sched_.jobs.empty())
        sched_.run_once();
    }
    desks_ = {};
    boss_ = nullptr;
    store_ = nullptr;
    other_manager_ = nullptr;
  }

  verdict says_;
  dice luck_;
  scenario plan_;
  chooser next_;
  fake_disk disk_;
  fake_web web_;
  witness witness_;
  std::array<manager_desk, 2> desks_;
  caf::actor_system sys_;
  caf::scheduler::test_coordinator& sched_;
  std::vector<caf::actor> everybody_;
  supervisor_actor boss_;
  store_actor store_;
  repl_actor other_manager_;
  answer<int32_t> day_;
  bool is_calm_ = false;
  size_t steps_ = 0;
};

} // namespace storify
