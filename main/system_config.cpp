// SPDX-License-Identifier: BSD-3-Clause
#include "main/system_config.hpp"

#include <algorithm>
#include <thread>

#include "caf/scheduler/coordinator.hpp"

#include "main/eager_sharing.hpp"
#include "messages/registration.hpp"

namespace storify {

system_config::system_config() {
  add_storify_types(*this);
  load<caf::scheduler::coordinator<eager_sharing>>();
  set("scheduler.max-threads",
      std::max(size_t{std::thread::hardware_concurrency()}, size_t{1}));
}

} // namespace storify
