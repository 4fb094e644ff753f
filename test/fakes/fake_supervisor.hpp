// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "caf/stateful_actor.hpp"
#include "caf/typed_event_based_actor.hpp"

#include "messages/supervisor_protocol.hpp"
#include "test/fakes/scripted_clause.hpp"

namespace storify {

/// A SUPERVISOR that answers when the test says so, and what it says.
struct fake_supervisor_state {
  static constexpr const char* name = "fake_supervisor";

  explicit fake_supervisor_state(supervisor_actor::pointer self)
    : run(self), status(self), scrape(self), wait(self), fetch(self) {
  }

  scripted_clause<int32_t> run;
  scripted_clause<std::vector<scraper_status>> status;
  scripted_clause<std::vector<std::string>, std::vector<std::string>> scrape;
  scripted_clause<scrape_summary> wait;
  scripted_clause<page, fetch_request> fetch;
  std::vector<int32_t> stops; ///< The exit codes that it was told.
  size_t interrupts = 0;
};

inline supervisor_actor::behavior_type fake_supervisor(
  supervisor_actor::stateful_pointer<fake_supervisor_state> self) {
  auto& state = self->state;
  return {
    [&state, self](run_atom) { return state.run.ask(self); },
    [&state, self](status_atom) { return state.status.ask(self); },
    [&state, self](scrape_atom, const std::vector<std::string>& names) {
      return state.scrape.ask(self, names);
    },
    [&state, self](wait_atom) { return state.wait.ask(self); },
    [&state](stop_atom, int32_t code) { state.stops.push_back(code); },
    [&state](interrupt_atom) { ++state.interrupts; },
    [&state, self](caf::get_atom, const fetch_request& x) {
      return state.fetch.ask(self, x);
    },
    [](const scraper_status&) {},
    [](const notice&) {},
  };
}

} // namespace storify
