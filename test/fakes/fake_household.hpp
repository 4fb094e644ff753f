// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "caf/actor.hpp"
#include "caf/actor_cast.hpp"
#include "caf/stateful_actor.hpp"
#include "caf/typed_event_based_actor.hpp"

#include "actors/crash.hpp"
#include "actors/household.hpp"
#include "test/fakes/fake_database.hpp"
#include "test/fakes/fake_fetcher.hpp"
#include "test/fakes/fake_store.hpp"
#include "test/fakes/fake_terminal.hpp"
#include "test/fakes/scripted_clause.hpp"

namespace storify {

/// A REPL that only listens.
struct fake_repl_state {
  static constexpr const char* name = "fake_repl";

  explicit fake_repl_state(repl_actor::pointer self) : notices(self) {
  }

  scripted_clause<void, notice> notices;
  std::vector<store_actor> stores; ///< That it was told to serve.
  size_t interrupts = 0;
};

inline repl_actor::behavior_type
fake_repl(repl_actor::stateful_pointer<fake_repl_state> self,
          std::vector<std::string>* told) {
  auto& state = self->state;
  return {
    [&state](caf::open_atom, const store_actor& store) {
      state.stores.push_back(store);
    },
    [&state](interrupt_atom) { ++state.interrupts; },
    [&state, self, told](const notice& x) {
      told->push_back(x.text);
      return state.notices.ask(self, x);
    },
    [](const inventory_changed&) {},
  };
}

/// A SCHEDULER that takes jobs and does nothing.
struct fake_scheduler_state {
  static constexpr const char* name = "fake_scheduler";

  explicit fake_scheduler_state(scheduler_actor::pointer self) : add(self) {
  }

  scripted_clause<void, interval_job> add;
};

inline scheduler_actor::behavior_type
fake_scheduler(scheduler_actor::stateful_pointer<fake_scheduler_state> self) {
  auto& state = self->state;
  return {
    [&state, self](caf::add_atom, const interval_job& job) {
      return state.add.ask(self, job);
    },
    [](pause_atom, const std::string&) {},
    [](resume_atom, const std::string&) {},
    [](cancel_atom, const std::string&) {},
    [](list_atom) { return std::vector<job_status>{}; },
  };
}

/// A SCRAPER that counts how often it was started, and throws on demand.
struct fake_scraper_state {
  static constexpr const char* name = "fake_scraper";
  size_t starts = 0;
};

inline scraper_actor::behavior_type
fake_scraper(scraper_actor::stateful_pointer<fake_scraper_state> self) {
  explain_crashes(self);
  auto& state = self->state;
  return {
    [&state](start_atom) { ++state.starts; },
    [](pause_atom) { throw std::runtime_error{"boom"}; },
    [](stop_atom) {},
  };
}

/// Whom a household hired, and when they came and went.
struct staff {
  terminal_actor terminal; // the last of each
  repl_actor repl;
  database_actor database;
  store_actor store;
  fetcher_actor fetcher;
  scheduler_actor scheduler;
  std::vector<scraper_actor> scrapers;
  std::vector<fetcher_actor> fetchers_of_scrapers; ///< Whom each asks.
  std::vector<store_actor> stores_of_scrapers;
  std::vector<std::string> diary; ///< `+store`, `-store` …
  std::vector<std::string> told;  ///< All notices that came to a repl.
  std::vector<caf::actor> everybody;

  /// Notes that somebody was hired, and later that they went.
  template <class Handle>
  Handle hire(const std::string& who, Handle x) {
    diary.push_back("+" + who);
    x->attach_functor([this, who] { diary.push_back("-" + who); });
    everybody.push_back(caf::actor_cast<caf::actor>(x));
    return x;
  }
};

/// Returns a household of fakes, who all sign in at `here`; it must outlive
/// them.
inline household fake_household(staff& here,
                                std::vector<std::string> categories) {
  household house;
  house.categories = std::move(categories);
  here.scrapers.resize(house.categories.size());
  here.fetchers_of_scrapers.resize(house.categories.size());
  here.stores_of_scrapers.resize(house.categories.size());
  house.hire_terminal = [&here](caf::actor_system& sys) {
    return here.terminal = here.hire("terminal",
                                     terminal_actor{sys.spawn(fake_terminal)});
  };
  house.hire_repl = [&here](caf::actor_system& sys, const terminal_actor&,
                            const supervisor_actor&) {
    return here.repl = here.hire("repl",
                                 repl_actor{sys.spawn(fake_repl, &here.told)});
  };
  house.hire_database = [&here](caf::actor_system& sys) {
    return here.database = here.hire("database",
                                     database_actor{sys.spawn(fake_database)});
  };
  house.hire_store = [&here](caf::actor_system& sys, const database_actor&) {
    return here.store = here.hire("store", store_actor{sys.spawn(fake_store)});
  };
  house.hire_fetcher = [&here](caf::actor_system& sys) {
    return here.fetcher = here.hire("fetcher",
                                    fetcher_actor{sys.spawn(fake_fetcher)});
  };
  house.hire_scheduler = [&here](caf::actor_system& sys, const store_actor&,
                                 const supervisor_actor&, const notice_board&) {
    return here.scheduler = here.hire(
             "scheduler", scheduler_actor{sys.spawn(fake_scheduler)});
  };
  house.hire_scraper =
    [&here](caf::actor_system& sys, size_t index, const fetcher_actor& fetcher,
            const store_actor& store, const scraper_watcher&) {
      here.fetchers_of_scrapers[index] = fetcher;
      here.stores_of_scrapers[index] = store;
      auto who = "scraper " + std::to_string(index);
      return here.scrapers[index] = here.hire(
               who, scraper_actor{sys.spawn(fake_scraper)});
    };
  return house;
}

} // namespace storify
