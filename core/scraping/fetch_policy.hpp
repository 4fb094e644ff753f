// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <optional>

#include "caf/error.hpp"
#include "caf/timespan.hpp"

namespace storify {

/// Returns whether the same fetch may go well a moment later: a time-out, a
/// broken connection, status 429 or 5xx, a fetcher that is being restarted. A
/// host that does not exist or refuses the connection says so at once and for
/// longer than a retry waits, so that is final.
bool may_heal(const caf::error& why);

/// Returns how long to wait before the next try when this many (from 1 up) have
/// failed, or nothing when that was the last: three tries, 0.5 s and 1 s apart.
std::optional<caf::timespan> retry_delay(unsigned failed_tries);

} // namespace storify
