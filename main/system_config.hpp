// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "caf/actor_system_config.hpp"

namespace storify {

/// The settings of CAF that the shop runs with.
class system_config : public caf::actor_system_config {
public:
  system_config();
};

} // namespace storify
