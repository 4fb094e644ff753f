// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "caf/stateful_actor.hpp"
#include "caf/typed_event_based_actor.hpp"

#include "messages/fetcher_protocol.hpp"
#include "test/fakes/scripted_clause.hpp"

namespace storify {

/// A FETCHER that brings the pages that the test gives it.
struct fake_fetcher_state {
  static constexpr const char* name = "fake_fetcher";

  explicit fake_fetcher_state(fetcher_actor::pointer self) : fetch(self) {
  }

  scripted_clause<page, fetch_request> fetch;
};

inline fetcher_actor::behavior_type
fake_fetcher(fetcher_actor::stateful_pointer<fake_fetcher_state> self) {
  auto& state = self->state;
  return {
    [&state, self](caf::get_atom, const fetch_request& x) {
      return state.fetch.ask(self, x);
    },
  };
}

} // namespace storify
