// SPDX-License-Identifier: BSD-3-Clause
#include "test/schedules/stage.hpp"

#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "caf/send.hpp"

#include "actors/database.hpp"
#include "actors/scheduler.hpp"
#include "actors/scraper.hpp"
#include "actors/store.hpp"
#include "actors/supervisor.hpp"
#include "test/fakes/fake_terminal.hpp"

namespace storify {

stage::stage(caf::actor_system_config& config, const scenario& plan, dice& luck,
             fake_disk& disk, witness& eyes, verdict& says)
  : web(luck),
    plan_(plan),
    disk_(disk),
    eyes_(eyes),
    says_(says),
    sys_(config),
    sched_(dynamic_cast<caf::scheduler::test_coordinator&>(sys_.scheduler())) {
  sys_.await_actors_before_shutdown(false);
}

void stage::open() {
  boss = cast<supervisor_self, supervisor_state>(
    part::supervisor, 0, supervisor, supervisor_config{plan_.when, {}},
    house());
  other_manager_ = cast_manager(1);
}

// Some may still be hired meanwhile.
void stage::clear() {
  while (!everybody_.empty()) {
    for (const auto& who : std::exchange(everybody_, {}))
      caf::anon_send_exit(who, caf::exit_reason::kill);
    while (!sched_.jobs.empty())
      sched_.run_once();
  }
  desks = {};
  boss = nullptr;
  store = nullptr;
  other_manager_ = nullptr;
}

void stage::dismiss_other_manager() {
  caf::anon_send_exit(other_manager_, caf::exit_reason::kill);
  while (!sched_.jobs.empty())
    sched_.run_once();
}

repl_actor stage::cast_manager(size_t index) {
  return cast<repl_actor, manager_state>(part::manager, index, manager,
                                         &desks[index], boss);
}

database_actor stage::cast_database() {
  auto kept = [this] {
    return std::make_unique<fake_storage>(disk_, says_, plan_.commits);
  };
  return cast<database_actor, database_state>(part::database, 0, database,
                                              database_config{kept, {}});
}

store_actor stage::cast_store(const database_actor& database) {
  store_config config{"inventory.db", plan_.commits, plan_.slice, plan_.slice};
  config.now = [] { return int64_t{1'700'000'000'000}; };
  store = cast<store_self, store_state>(part::store, 0, storify::store, config,
                                        database);
  using actor = watched<store_self, store_state>;
  auto* who = static_cast<actor*>(caf::actor_cast<caf::abstract_actor*>(store));
  eyes_.books().serves(store.id(), who->state);
  caf::anon_send(other_manager_, caf::open_atom_v, store);
  return store;
}

scraper_actor stage::cast_scraper(size_t index, const fetcher_actor& fetcher,
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

std::vector<std::string> stage::categories() const {
  std::vector<std::string> all{"A", "B", "C"};
  all.resize(plan_.categories);
  return all;
}

household stage::house() {
  household x;
  x.categories = categories();
  x.jobs = {{"autosave", std::chrono::seconds{10}, job_action::save}};
  x.hire_terminal = [this](caf::actor_system&) -> terminal_actor {
    return cast<terminal_actor, fake_terminal_state>(part::terminal, 0,
                                                     fake_terminal);
  };
  x.hire_repl = [this](caf::actor_system&, const terminal_actor&,
                       const supervisor_actor&) { return cast_manager(0); };
  x.hire_database = [this](caf::actor_system&) { return cast_database(); };
  x.hire_store = [this](caf::actor_system&, const database_actor& database) {
    return cast_store(database);
  };
  x.hire_fetcher = [this](caf::actor_system&) -> fetcher_actor {
    return cast<fetcher_actor, web_fetcher_state>(part::fetcher, 0, web_fetcher,
                                                  &web);
  };
  x.hire_scheduler = [this](caf::actor_system&, const store_actor& whose,
                            const supervisor_actor& supervisor,
                            const notice_board& board) -> scheduler_actor {
    return cast<scheduler_self, scheduler_state>(
      part::scheduler, 0, scheduler,
      scheduler_contacts{whose, supervisor, board});
  };
  x.hire_scraper =
    [this](caf::actor_system&, size_t index, const fetcher_actor& fetcher,
           const store_actor& whose, const scraper_watcher& watcher) {
      return cast_scraper(index, fetcher, whose, watcher);
    };
  return x;
}

} // namespace storify
