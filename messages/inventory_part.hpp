// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>

#include "caf/meta/type_name.hpp"

#include "messages/snapshot.hpp"
#include "messages/types.hpp"

namespace storify {

/// A part of what is stored: an inventory is loaded part by part, ascending by
/// id. All but the last one consist of full pages.
struct inventory_part {
  snapshot rows; ///< In the last one also what was removed, and the next id.
  bool is_last = true;
  uint64_t next_movement = 1; ///< In the last one: higher than any number.
};

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, inventory_part& x) {
  return f(caf::meta::type_name("inventory_part"), x.rows, x.is_last,
           x.next_movement);
}

} // namespace storify
