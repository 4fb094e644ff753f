// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <functional>
#include <memory>

#include "caf/stateful_actor.hpp"
#include "caf/typed_event_based_actor.hpp"

#include "io/inventory/storage.hpp"
#include "messages/database_protocol.hpp"
#include "messages/price.hpp"

namespace storify {

struct database_config {
  std::function<std::unique_ptr<storage>()> open; ///< Makes the store.
  currency unit; ///< Of imported prices that name none.
};

/// Owns the store on disk; closes it when the actor ends.
struct database_state {
  static constexpr const char* name = "database";

  std::unique_ptr<storage> store;
};

/// The DATABASE. Its handlers block: spawn it detached.
database_actor::behavior_type
database(database_actor::stateful_pointer<database_state> self,
         database_config config);

} // namespace storify
