// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <limits>
#include <string_view>

#include "caf/expected.hpp"

namespace storify {

/// Numbers from 0 up, both ends included; at first all of them.
struct value_range {
  int64_t least = 0;
  int64_t most = std::numeric_limits<int64_t>::max();

  bool contains(int64_t x) const {
    return least <= x && x <= most;
  }

  bool operator==(const value_range&) const = default;
};

/// Reads the prices that a person asks for, in hundredths: `10..50`, `10..`,
/// `..50` or just `10`, amounts as `parse_price` takes them, without currency.
/// Errors: bad_usage, its detail the end of a sentence that begins with the
/// name of an option.
caf::expected<value_range> read_price_range(std::string_view text);

/// Reads the quantities that a person asks for, as `read_price_range` does.
/// Errors: bad_usage, in the same way.
caf::expected<value_range> read_quantity_range(std::string_view text);

} // namespace storify
