// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "caf/replies_to.hpp"
#include "caf/typed_actor.hpp"

#include "messages/notice_protocol.hpp"
#include "messages/output.hpp"
#include "messages/store_protocol.hpp"
#include "messages/types.hpp"

namespace storify {

/// The REPL: turns each line into a message to the owner of what it is about,
/// and prints the answer. It is a listener of the store, for progress.
using repl_actor = caf::typed_actor<
  // Serves this store from now on, and reads the first line.
  caf::reacts_to<caf::open_atom, store_actor>,
  // SIGINT: gives up the running command, or the line being typed; a second
  // one within two seconds leaves with 130.
  caf::reacts_to<interrupt_atom>>::extend_with<notice_board>::
  extend_with<inventory_listener>;

} // namespace storify
