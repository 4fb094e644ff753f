// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "caf/actor.hpp"
#include "caf/actor_cast.hpp"
#include "caf/actor_system.hpp"
#include "caf/actor_system_config.hpp"
#include "caf/event_based_actor.hpp"
#include "caf/scheduler/test_coordinator.hpp"

#include "actors/household.hpp"
#include "test/schedules/fake_disk.hpp"
#include "test/schedules/fake_web.hpp"
#include "test/schedules/manager.hpp"
#include "test/schedules/party.hpp"
#include "test/schedules/scenario.hpp"
#include "test/schedules/witness.hpp"

namespace storify {

/// The real actors of a shop, in a world of paper: its disk, its shops in the
/// web, its terminal and its two managers are played.
class stage {
public:
  stage(caf::actor_system_config& config, const scenario& plan, dice& luck,
        fake_disk& disk, witness& eyes, verdict& says);

  /// Hires the SUPERVISOR, who hires the others, and the second manager.
  void open();

  /// Sends home who was left behind, and would work for ever.
  void clear();

  /// Sends the second manager home.
  void dismiss_other_manager();

  /// Asks on behalf of nobody in the play; the answer comes in there.
  template <class T>
  using answer = std::shared_ptr<std::optional<caf::expected<T>>>;

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

  caf::scheduler::test_coordinator& coordinator() {
    return sched_;
  }
  size_t running() {
    return sys_.registry().running();
  }

  fake_web web;
  std::array<manager_desk, 2> desks;
  supervisor_actor boss;
  store_actor store; ///< The one that was hired last.

private:
  template <class Self, class State, class F, class... Ts>
  auto cast(part plays, size_t index, F role, Ts... args) {
    using actor = watched<Self, State>;
    auto hired = sys_.spawn<actor>(&eyes_, plays, index,
                                   [=](typename actor::super* self) {
                                     return role(self, args...);
                                   });
    everybody_.push_back(caf::actor_cast<caf::actor>(hired));
    return hired;
  }

  repl_actor cast_manager(size_t index);
  database_actor cast_database();
  store_actor cast_store(const database_actor& database);
  scraper_actor cast_scraper(size_t index, const fetcher_actor& fetcher,
                             const store_actor& whose,
                             const scraper_watcher& watcher);
  std::vector<std::string> categories() const;
  household house();

  scenario plan_;
  fake_disk& disk_;
  witness& eyes_;
  verdict& says_;
  caf::actor_system sys_;
  caf::scheduler::test_coordinator& sched_;
  std::vector<caf::actor> everybody_;
  repl_actor other_manager_;
};

} // namespace storify
