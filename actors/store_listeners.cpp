// SPDX-License-Identifier: BSD-3-Clause
// Who is told that the inventory changed.
#include "actors/store.hpp"

#include <utility>

namespace storify {

void store_state::subscribe(inventory_listener listener) {
  if (find(listener) == nullptr)
    subscribers_.push_back(
      {std::move(listener), goods_.revision(), ++subscriptions_});
}

void store_state::unsubscribe(const inventory_listener& listener) {
  if (auto* known = find(listener))
    subscribers_.erase(subscribers_.begin() + (known - subscribers_.data()));
}

void store_state::tell_all() {
  for (auto& x : subscribers_)
    tell(x);
}

// Waits for the listener's answer before it tells more: one that is slow gets
// the latest state, and its mailbox holds one message at most.
void store_state::tell(subscriber& x) {
  if (x.busy || x.told == goods_.revision())
    return;
  x.busy = true;
  x.told = goods_.revision();
  inventory_changed event{x.told, goods_.size(), goods_.items_count()};
  // An answer may come after the listener left and came back.
  auto same = [this, listener = x.listener, number = x.number] {
    auto* known = find(listener);
    return known != nullptr && known->number == number ? known : nullptr;
  };
  self_->request(x.listener, caf::infinite, event)
    .then(
      [this, same] {
        if (auto* known = same()) {
          known->busy = false;
          tell(*known);
        }
      },
      [this, same](const caf::error&) {
        if (auto* known = same())
          unsubscribe(inventory_listener{known->listener});
      });
}

store_state::subscriber* store_state::find(const inventory_listener& listener) {
  for (auto& x : subscribers_)
    if (x.listener == listener)
      return &x;
  return nullptr;
}

} // namespace storify
