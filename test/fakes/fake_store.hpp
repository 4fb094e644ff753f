// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "caf/stateful_actor.hpp"
#include "caf/typed_event_based_actor.hpp"

#include "messages/store_protocol.hpp"
#include "test/fakes/scripted_clause.hpp"

namespace storify {

/// A STORE that answers when the test says so, and what it says.
struct fake_store_state {
  static constexpr const char* name = "fake_store";

  explicit fake_store_state(store_actor::pointer self)
    : add(self),
      modify(self),
      remove(self),
      stock(self),
      import(self),
      preview(self),
      write_file(self),
      undo(self),
      history(self),
      get(self),
      count(self),
      take_snapshot(self),
      save(self) {
  }

  scripted_clause<product, product_draft> add;
  scripted_clause<product, product_id, product_patch> modify;
  scripted_clause<std::vector<product>, std::vector<product_id>> remove;
  scripted_clause<stock_report, lot> stock;
  scripted_clause<import_report, product_file> import;
  scripted_clause<import_preview, product_file> preview;
  scripted_clause<uint64_t, product_file> write_file; ///< export
  scripted_clause<undo_report> undo;
  scripted_clause<std::vector<movement>, history_query> history;
  scripted_clause<product, product_id> get;
  scripted_clause<int64_t> count;
  scripted_clause<snapshot> take_snapshot;
  scripted_clause<save_report> save;
  std::string trouble; ///< What it answers when asked for its status.
  size_t subscribed = 0;
  size_t unsubscribed = 0;
};

inline store_actor::behavior_type
fake_store(store_actor::stateful_pointer<fake_store_state> self) {
  auto& state = self->state;
  return {
    [&state, self](caf::add_atom, const product_draft& x) {
      return state.add.ask(self, x);
    },
    [&state, self](modify_atom, product_id id, const product_patch& x) {
      return state.modify.ask(self, id, x);
    },
    [&state, self](remove_atom, const std::vector<product_id>& ids) {
      return state.remove.ask(self, ids);
    },
    [&state, self](stock_atom, const lot& x) {
      return state.stock.ask(self, x);
    },
    [&state, self](import_atom, const product_file& x) {
      return state.import.ask(self, x);
    },
    [&state, self](preview_atom, const product_file& x) {
      return state.preview.ask(self, x);
    },
    [&state, self](export_atom, const product_file& x) {
      return state.write_file.ask(self, x);
    },
    [&state, self](undo_atom) { return state.undo.ask(self); },
    [&state, self](history_atom, const history_query& wanted) {
      return state.history.ask(self, wanted);
    },
    [&state, self](caf::get_atom, product_id id) {
      return state.get.ask(self, id);
    },
    [&state, self](count_atom) { return state.count.ask(self); },
    [&state, self](snapshot_atom) { return state.take_snapshot.ask(self); },
    [&state, self](save_atom) { return state.save.ask(self); },
    [&state](status_atom) { return state.trouble; },
    [&state](caf::subscribe_atom, const inventory_listener&) {
      ++state.subscribed;
    },
    [&state](caf::unsubscribe_atom, const inventory_listener&) {
      ++state.unsubscribed;
    },
  };
}

} // namespace storify
