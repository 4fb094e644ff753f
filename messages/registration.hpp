// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "caf/fwd.hpp"

namespace storify {

/// Makes every message type and error of storify known to an actor system that
/// will be made from `config`.
void add_storify_types(caf::actor_system_config& config);

} // namespace storify
