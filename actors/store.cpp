// SPDX-License-Identifier: BSD-3-Clause
#include "actors/store.hpp"

#include <utility>

#include "actors/crash.hpp"

namespace storify {

namespace {

// Answers everything with the reason why there is no inventory.
store_self::behavior_type refuse_all(const caf::error& why) {
  return {
    [why](caf::add_atom, const product_draft&) -> caf::result<product> {
      return why;
    },
    [why](modify_atom, product_id,
          const product_patch&) -> caf::result<product> { return why; },
    [why](remove_atom, const std::vector<product_id>&)
      -> caf::result<std::vector<product>> { return why; },
    [why](stock_atom, const lot&) -> caf::result<stock_report> { return why; },
    [why](import_atom, const product_file&) -> caf::result<import_report> {
      return why;
    },
    [why](preview_atom, const product_file&) -> caf::result<import_preview> {
      return why;
    },
    [why](export_atom, const product_file&) -> caf::result<uint64_t> {
      return why;
    },
    [why](caf::get_atom, product_id) -> caf::result<product> { return why; },
    [why](count_atom) -> caf::result<int64_t> { return why; },
    [why](snapshot_atom) -> caf::result<snapshot> { return why; },
    [why](save_atom) -> caf::result<save_report> { return why; },
    [](caf::subscribe_atom, const inventory_listener&) {},
    [](caf::unsubscribe_atom, const inventory_listener&) {},
    [](caf::tick_atom) {},
    [](caf::open_atom) {},
  };
}

} // namespace

void store_state::open(store_config config, database_actor database) {
  config_ = std::move(config);
  database_ = std::move(database);
}

void store_state::load(uint64_t part) {
  self_->request(database_, caf::infinite, load_atom_v, part)
    .await([this, part](const inventory_part& x) { take(x, part); },
           [this](const caf::error& why) {
             goods = {};
             self_->become(refuse_all(why));
             end_load();
           });
}

// The database reads the next part while this one is taken in.
void store_state::take(const inventory_part& x, uint64_t number) {
  if (!x.is_last)
    load(number + 1);
  goods.adopt(x.rows);
  if (x.is_last)
    end_load();
}

// CAF 0.17 keeps urgent messages that came during an `await` apart, and looks
// at them again only when another urgent one was handled.
void store_state::end_load() {
  self_->send<caf::message_priority::high>(self_, caf::open_atom_v);
}

template <class T>
caf::result<T> store_state::when_safe(caf::expected<T> reply) {
  if (!reply)
    return reply.error();
  tell_all();
  if (!config_.commits)
    return std::move(*reply);
  auto promise = self_->make_response_promise<T>();
  waiting_.push_back(
    [promise, value = std::move(*reply)](const caf::error& why) mutable {
      if (why)
        promise.deliver(not_written(why));
      else
        promise.deliver(std::move(value));
    });
  write();
  return promise;
}

caf::result<stock_report> store_state::stock(const lot& x) {
  auto report = goods.stock(x);
  tell_all();
  return report;
}

store_self::behavior_type store(store_self::stateful_pointer<store_state> self,
                                store_config config, database_actor database) {
  explain_crashes(self);
  auto& state = self->state;
  auto& goods = state.goods;
  state.open(std::move(config), database);
  state.load(0);
  return {
    // -- a person's commands ---------------------------------------------------
    [&](caf::add_atom, const product_draft& draft) {
      return state.when_safe(goods.add(draft));
    },
    [&](modify_atom, product_id id, const product_patch& patch) {
      return state.when_safe(goods.modify(id, patch));
    },
    [&](remove_atom, const std::vector<product_id>& ids) {
      return state.when_safe(goods.remove(ids));
    },
    // -- what scrapers bring: written behind, the answer is the back-pressure --
    [&](stock_atom, const lot& x) { return state.stock(x); },
    // -- files -----------------------------------------------------------------
    [&](import_atom, const product_file& x) { return state.import(x); },
    [&](preview_atom, const product_file& x) { return state.preview(x); },
    [&](export_atom, const product_file& x) { return state.export_to(x); },
    // -- readers ---------------------------------------------------------------
    [&](caf::get_atom, product_id id) -> caf::result<product> {
      auto found = goods.get(id);
      if (!found)
        return found.error();
      return std::move(*found);
    },
    [&](count_atom) { return goods.items_count(); },
    [&](snapshot_atom) { return goods.take_snapshot(); },
    [&](save_atom) { return state.save(); },
    // -- listeners -------------------------------------------------------------
    [&](caf::subscribe_atom, const inventory_listener& listener) {
      state.subscribe(listener);
    },
    [&](caf::unsubscribe_atom, const inventory_listener& listener) {
      state.unsubscribe(listener);
    },
    // -- own ticks -------------------------------------------------------------
    [&](caf::tick_atom) { state.import_slice(); },
    [](caf::open_atom) {},
  };
}

} // namespace storify
