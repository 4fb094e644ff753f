// SPDX-License-Identifier: BSD-3-Clause
#include "actors/store.hpp"

#include <chrono>
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
    [why](undo_atom) -> caf::result<undo_report> { return why; },
    [why](history_atom, const history_query&)
      -> caf::result<std::vector<movement>> { return why; },
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
    [why](status_atom) { return sentence(why); },
    [](caf::subscribe_atom, const inventory_listener&) {},
    [](caf::unsubscribe_atom, const inventory_listener&) {},
    [](caf::tick_atom) {},
    [](stock_atom) {},
    [](caf::open_atom) {},
  };
}

} // namespace

int64_t wall_clock() {
  auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

void store_state::open(store_config config, database_actor database) {
  config_ = std::move(config);
  // A store before this one may have ended within a save.
  is_behind_ = config_.commits;
  database_ = std::move(database);
}

void store_state::load(uint64_t part) {
  self_->request(database_, caf::infinite, load_atom_v, part)
    .await([this, part](const inventory_part& x) { take(x, part); },
           [this](const caf::error& why) {
             goods_ = {};
             self_->become(refuse_all(why));
             end_load();
           });
}

// The database reads the next part while this one is taken in.
void store_state::take(const inventory_part& x, uint64_t number) {
  if (!x.is_last)
    load(number + 1);
  goods_.adopt(x.rows);
  if (!x.is_last)
    return;
  if (config_.commits)
    goods_.keep_movements(x.next_movement);
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
  if (!waits_for_commit())
    return std::move(*reply);
  auto promise = self_->make_response_promise<T>();
  answer_once_written(promise, std::move(*reply));
  write();
  return promise;
}

template <class Command>
auto store_state::person(const char* command, Command run) {
  command_recorder recorder{command};
  settled_goods().sign(author::manager, config_.now());
  goods_.record(&recorder);
  auto reply = run(goods_);
  goods_.record(nullptr);
  remember(asker(), goods_.finish(recorder));
  return when_safe(std::move(reply));
}

// An undo is no command that could be undone: it leads to the command before.
caf::result<undo_report> store_state::undo() {
  auto known = commands_.find(asker());
  const auto* last = known == commands_.end() ? nullptr : known->second.last();
  if (last == nullptr)
    return fail(ec::nothing_to_undo, "no command of this session is left");
  settled_goods().sign(author::undo, config_.now());
  auto report = goods_.undo(*last);
  if (report)
    known->second.drop_last();
  return when_safe(std::move(report));
}

caf::actor_addr store_state::asker() const {
  return caf::actor_cast<caf::actor_addr>(self_->current_sender());
}

void store_state::remember(const caf::actor_addr& asker, command_record x) {
  if (!x.empty())
    commands_[asker].add(std::move(x));
}

store_self::behavior_type store(store_self::stateful_pointer<store_state> self,
                                store_config config, database_actor database) {
  explain_crashes(self);
  auto& state = self->state;
  state.open(std::move(config), database);
  state.load(0);
  return {
    // -- what scrapers bring: written behind, the answer is the back-pressure;
    // first, since CAF tries one after the other, and these come by the million
    [&](stock_atom, lot& x) { return state.stock(x); },
    // -- a person's commands ---------------------------------------------------
    [&](caf::add_atom, const product_draft& draft) {
      return state.person("add_product",
                          [&](inventory& goods) { return goods.add(draft); });
    },
    [&](modify_atom, product_id id, const product_patch& patch) {
      return state.person("modify_product", [&](inventory& goods) {
        return goods.modify(id, patch);
      });
    },
    [&](remove_atom, const std::vector<product_id>& ids) {
      return state.person("remove_product",
                          [&](inventory& goods) { return goods.remove(ids); });
    },
    [&](undo_atom) { return state.undo(); },
    // -- files -----------------------------------------------------------------
    [&](import_atom, const product_file& x) { return state.import(x); },
    [&](preview_atom, const product_file& x) { return state.preview(x); },
    [&](export_atom, const product_file& x) { return state.export_to(x); },
    // -- readers ---------------------------------------------------------------
    [&](caf::get_atom, product_id id) -> caf::result<product> {
      auto found = state.settled_goods().get(id);
      if (!found)
        return found.error();
      return std::move(*found);
    },
    [&](history_atom, const history_query& wanted) {
      return state.history(wanted);
    },
    [&](count_atom) { return state.settled_goods().items_count(); },
    [&](snapshot_atom) { return state.settled_goods().take_snapshot(); },
    [&](save_atom) { return state.save(); },
    [&](status_atom) { return state.trouble(); },
    // -- listeners -------------------------------------------------------------
    [&](caf::subscribe_atom, const inventory_listener& listener) {
      state.subscribe(listener);
    },
    [&](caf::unsubscribe_atom, const inventory_listener& listener) {
      state.unsubscribe(listener);
    },
    // -- own ticks -------------------------------------------------------------
    [&](caf::tick_atom) { state.import_slice(); },
    [&](stock_atom) { state.end_gathering(); },
    [](caf::open_atom) {},
  };
}

} // namespace storify
