// SPDX-License-Identifier: BSD-3-Clause
#include "core/basics/restart_budget.hpp"

namespace storify {

std::optional<caf::timespan> restart_budget::crashed(time_point now) {
  while (!recent_.empty() && now - recent_.front() >= limit_.period)
    recent_.pop_front();
  if (recent_.size() >= limit_.count)
    return std::nullopt;
  auto delay = limit_.delay;
  for (size_t i = 0; i < recent_.size(); ++i)
    delay *= 2;
  recent_.push_back(now);
  return delay;
}

} // namespace storify
