// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "caf/stateful_actor.hpp"
#include "caf/typed_event_based_actor.hpp"

#include "actors/crash.hpp"
#include "messages/repl_protocol.hpp"
#include "messages/supervisor_protocol.hpp"
#include "test/schedules/dice.hpp"
#include "test/schedules/witness.hpp"

namespace storify {

/// What a manager does; outlives the actor, as the person at the prompt does.
struct manager_desk {
  dice* luck = nullptr;
  witness* tell = nullptr;
  std::vector<std::string> files; ///< To be imported.
  size_t commands = 0;            ///< Not given yet.
  bool is_busy = false;
  bool is_watching = false;
  std::vector<std::pair<snapshot, inventory_image>> kept;
};

/// Takes the place of the REPL: gives random commands, the next one when the
/// one before was answered, and lets the witness judge the answers.
class manager_state {
public:
  static constexpr const char* name = "manager";

  explicit manager_state(repl_actor::pointer self) : self_(self) {
  }

  void meet(manager_desk* desk, supervisor_actor supervisor) {
    desk_ = desk;
    supervisor_ = std::move(supervisor);
  }

  void serve(store_actor store) {
    store_ = std::move(store);
    if (desk_->is_watching)
      self_->send(store_, caf::subscribe_atom_v, inventory_listener{self_});
    if (!awaits_supervisor_)
      next();
  }

private:
  using move = void (manager_state::*)();

  void next() {
    ++run_;
    awaits_supervisor_ = false;
    desk_->is_busy = desk_->commands > 0;
    if (!desk_->is_busy)
      return;
    --desk_->commands;
    constexpr std::array<move, 20> moves{
      &manager_state::add,    &manager_state::add,
      &manager_state::add,    &manager_state::add,
      &manager_state::modify, &manager_state::modify,
      &manager_state::modify, &manager_state::modify,
      &manager_state::remove, &manager_state::remove,
      &manager_state::remove, &manager_state::import,
      &manager_state::save,   &manager_state::save,
      &manager_state::count,  &manager_state::keep,
      &manager_state::look,   &manager_state::write_file,
      &manager_state::watch,  &manager_state::scrape};
    (this->*moves[luck().roll(moves.size())])();
  }

  dice& luck() {
    return *desk_->luck;
  }

  // As the REPL does it: a person goes before all that scrapers send.
  template <class Reply, class Whom, class... Ts>
  void ask(const Whom& whom, Ts... what) {
    constexpr auto asks_store = std::is_same_v<Whom, store_actor>;
    awaits_supervisor_ = !asks_store;
    self_
      ->request<caf::message_priority::high>(whom, caf::infinite,
                                             std::move(what)...)
      .then(
        [this, run = run_](const Reply& answer) {
          if (run != run_)
            return;
          if constexpr (asks_store)
            desk_->tell->answered(self_->id(), answer);
          if constexpr (std::is_same_v<Reply, snapshot>)
            desk_->kept.emplace_back(answer, answer.image());
          next();
        },
        [this, run = run_](const caf::error& why) {
          if (run == run_)
            refused(why);
        });
  }

  // When the store is gone a new one comes, unless the shop closes.
  void refused(const caf::error& why) {
    if (!awaits_supervisor_)
      desk_->tell->refused(self_->id(), why);
    if (!is_crash(why))
      next();
    else if (awaits_supervisor_)
      desk_->commands = 0;
  }

  // -- what a person gives a product ------------------------------------------

  std::string some_name() {
    return "name " + std::to_string(luck().roll(5));
  }

  price some_price() {
    return {static_cast<int64_t>(luck().roll(500)), currency{}};
  }

  // Below zero now and then.
  int64_t some_quantity() {
    return static_cast<int64_t>(luck().roll(20)) - 1;
  }

  // One that is there, as a rule.
  product_id some_id() {
    auto* store = desk_->tell->books().newest();
    if (store == nullptr || store->goods.products.empty() || luck().once_in(8))
      return 1 + luck().roll(1'000);
    auto& rows = store->goods.products;
    return std::next(rows.begin(),
                     static_cast<std::ptrdiff_t>(luck().roll(rows.size())))
      ->first;
  }

  // -- commands ---------------------------------------------------------------

  void add() {
    ask<product>(store_, caf::add_atom_v,
                 product_draft{some_name(), some_price(), some_quantity()});
  }

  void modify() {
    product_patch patch;
    auto which = luck().roll(1, 7);
    if (which & 1)
      patch.name = some_name();
    if (which & 2)
      patch.cost = some_price();
    if (which & 4)
      patch.quantity = some_quantity();
    ask<product>(store_, modify_atom_v, some_id(), patch);
  }

  void remove() {
    std::vector<product_id> ids;
    for (auto left = luck().roll(1, 3); left > 0; --left)
      ids.push_back(some_id());
    ask<std::vector<product>>(store_, remove_atom_v, ids);
  }

  void import() {
    ask<import_report>(
      store_, import_atom_v,
      product_file{desk_->files[luck().roll(desk_->files.size())]});
  }

  void write_file() {
    ask<uint64_t>(store_, export_atom_v, product_file{"of no known.kind"});
  }

  void save() {
    ask<save_report>(store_, save_atom_v);
  }

  void look() {
    ask<product>(store_, caf::get_atom_v, some_id());
  }

  void count() {
    ask<int64_t>(store_, count_atom_v);
  }

  void keep() {
    ask<snapshot>(store_, snapshot_atom_v);
  }

  void watch() {
    inventory_listener me{self_};
    desk_->is_watching = !desk_->is_watching;
    if (desk_->is_watching)
      self_->send(store_, caf::subscribe_atom_v, me);
    else
      self_->send(store_, caf::unsubscribe_atom_v, me);
    next();
  }

  void scrape() {
    if (luck().once_in(2))
      ask<std::vector<std::string>>(supervisor_, scrape_atom_v,
                                    std::vector<std::string>{});
    else
      ask<scrape_summary>(supervisor_, wait_atom_v);
  }

  repl_actor::pointer self_;
  manager_desk* desk_ = nullptr;
  store_actor store_;
  supervisor_actor supervisor_;
  uint64_t run_ = 0; ///< Of the command; answers to others are stale.
  bool awaits_supervisor_ = false;
};

inline repl_actor::behavior_type
manager(repl_actor::stateful_pointer<manager_state> self, manager_desk* desk,
        supervisor_actor supervisor) {
  explain_crashes(self);
  auto& state = self->state;
  state.meet(desk, std::move(supervisor));
  return {
    [&state](caf::open_atom, const store_actor& store) { state.serve(store); },
    [](interrupt_atom) {},
    [](const notice&) {},
    [](const inventory_changed&) {},
  };
}

} // namespace storify
