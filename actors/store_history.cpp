// SPDX-License-Identifier: BSD-3-Clause
// What changed, of the inventory and of what is written.
#include "actors/store.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

#include "core/inventory/movement_names.hpp"

namespace storify {

namespace {

// Returns the newest `limit` of both, the newest first, each once.
std::vector<movement> merge_newest(std::vector<movement> a,
                                   std::vector<movement> b, uint64_t limit) {
  std::vector<movement> all;
  std::ranges::set_union(std::make_move_iterator(a.begin()),
                         std::make_move_iterator(a.end()),
                         std::make_move_iterator(b.begin()),
                         std::make_move_iterator(b.end()),
                         std::back_inserter(all), std::ranges::greater{},
                         &movement::number, &movement::number);
  if (limit != 0 && all.size() > limit)
    all.resize(limit);
  name_as_then(all);
  return all;
}

} // namespace

// What is not written yet comes first. A write that ends while the database is
// asked can have it tell of the same movements: each is shown once.
caf::result<std::vector<movement>>
store_state::history(const history_query& wanted) {
  auto promise = self_->make_response_promise<std::vector<movement>>();
  self_->request(database_, caf::infinite, history_atom_v, wanted)
    .then(
      [promise, wanted, newest = settled_goods().unwritten_movements(wanted)](
        std::vector<movement>& stored) mutable {
        promise.deliver(
          merge_newest(std::move(newest), std::move(stored), wanted.limit));
      },
      [promise](const caf::error& why) mutable { promise.deliver(why); });
  return promise;
}

} // namespace storify
