// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "caf/actor_system.hpp"

#include "actors/store.hpp"
#include "bench/supply.hpp"
#include "main/system_config.hpp"
#include "messages/database_protocol.hpp"
#include "messages/store_protocol.hpp"

namespace storify::bench {

/// Returns the settings of a store that writes nothing until it is told to.
inline store_config quiet_store() {
  store_config config;
  config.commits = false;
  return config;
}

/// All that a producer knows of a store.
using stock_actor =
  caf::typed_actor<caf::replies_to<stock_atom, lot>::with<stock_report>>;

/// A DATABASE that has this, and says yes to everything.
inline database_actor::behavior_type ready_database(database_actor::pointer,
                                                    inventory_part stored) {
  return {
    [stored](load_atom, uint64_t) mutable {
      return std::exchange(stored, inventory_part{});
    },
    [](commit_atom, const change_set& x) { return x.revision; },
    [](save_atom, const snapshot& x) { return x.revision(); },
    [](history_atom, const history_query&) { return std::vector<movement>{}; },
    [](import_atom, const product_file&) { return file_rows{}; },
    [](export_atom, const product_file&, const snapshot& x) {
      return uint64_t{x.size()};
    },
  };
}

/// Returns the first `count` products as a database would bring them.
inline inventory_part stored_part(uint64_t count) {
  inventory goods;
  for (auto goods_to_come = stocked(count); !goods_to_come.is_over();)
    goods.stock(goods_to_come.next_lot(1000));
  return {goods.take_snapshot(), true};
}

} // namespace storify::bench
