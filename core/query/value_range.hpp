// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

#include "caf/expected.hpp"

#include "messages/price.hpp"

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

/// Prices: amounts in hundredths, of any currency or of one.
struct price_range {
  value_range cents;
  std::optional<currency> unit;

  bool operator==(const price_range&) const = default;
};

/// Reads the prices that a person asks for: `10..50`, `10..`, `..50` or just
/// `10`, amounts as `parse_price` takes them. A currency beside one end holds
/// for both. Errors: bad_usage, its detail the end of a sentence that begins
/// with the name of an option.
caf::expected<price_range> read_price_range(std::string_view text);

/// Reads the quantities that a person asks for, as `read_price_range` does.
/// Errors: bad_usage, in the same way.
caf::expected<value_range> read_quantity_range(std::string_view text);

} // namespace storify
