// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <string>
#include <string_view>

#include "caf/expected.hpp"
#include "caf/timespan.hpp"

namespace storify {

/// Reads a time such as `500ms`, `10s`, `5m` or `1h30m`: whole numbers, each
/// with a unit, from the largest unit to the smallest; `0` needs none.
/// Errors: bad_usage.
caf::expected<caf::timespan> parse_duration(std::string_view text);

/// Returns `time` as `parse_duration` reads it, rounded down to milliseconds.
std::string format_duration(caf::timespan time);

} // namespace storify
