// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <limits>
#include <vector>

#include "messages/types.hpp"

namespace storify {

/// The ids that rows of a file want to have for products that aren't there, and
/// that others may be given meanwhile.
struct wanted_ids {
  product_id lowest_new = std::numeric_limits<product_id>::max();
  product_id highest_new = 0;      ///< New: never given before.
  std::vector<product_id> to_hold; ///< One of each chunk; ascending.

  /// Takes note of an id, which is not lower than the one before it.
  void add(product_id id, product_id next_id);
};

} // namespace storify
