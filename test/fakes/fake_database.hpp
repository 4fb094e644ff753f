// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "caf/stateful_actor.hpp"
#include "caf/typed_event_based_actor.hpp"

#include "messages/database_protocol.hpp"
#include "test/fakes/scripted_clause.hpp"

namespace storify {

/// Returns the only part of what is stored.
inline inventory_part whole(const inventory_image& image) {
  return {snapshot{image}, true};
}

/// A DATABASE that answers when the test says so, and what it says.
struct fake_database_state {
  static constexpr const char* name = "fake_database";

  explicit fake_database_state(database_actor::pointer self)
    : load(self),
      commit(self),
      save(self),
      history(self),
      import(self),
      write_file(self) {
  }

  scripted_clause<inventory_part, uint64_t> load;
  scripted_clause<uint64_t, change_set> commit;
  scripted_clause<uint64_t, snapshot> save;
  scripted_clause<std::vector<movement>, history_query> history;
  scripted_clause<file_rows, product_file> import;
  scripted_clause<uint64_t, product_file, snapshot> write_file; ///< export
};

inline database_actor::behavior_type
fake_database(database_actor::stateful_pointer<fake_database_state> self) {
  auto& state = self->state;
  return {
    [&state, self](load_atom, uint64_t part) {
      return state.load.ask(self, part);
    },
    [&state, self](commit_atom, const change_set& changes) {
      return state.commit.ask(self, changes);
    },
    [&state, self](save_atom, const snapshot& all) {
      return state.save.ask(self, all);
    },
    [&state, self](history_atom, const history_query& wanted) {
      return state.history.ask(self, wanted);
    },
    [&state, self](import_atom, const product_file& x) {
      return state.import.ask(self, x);
    },
    [&state, self](export_atom, const product_file& x, const snapshot& all) {
      return state.write_file.ask(self, x, all);
    },
  };
}

/// A DATABASE that says yes to everything at once and keeps nothing.
inline database_actor::behavior_type prompt_database() {
  return {
    [](load_atom, uint64_t) { return inventory_part{}; },
    [](commit_atom, const change_set& changes) { return changes.revision; },
    [](save_atom, const snapshot& all) { return all.revision(); },
    [](history_atom, const history_query&) { return std::vector<movement>{}; },
    [](import_atom, const product_file&) { return file_rows{}; },
    [](export_atom, const product_file&, const snapshot& all) {
      return static_cast<uint64_t>(all.size());
    },
  };
}

} // namespace storify
