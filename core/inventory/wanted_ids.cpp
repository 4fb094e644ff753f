// SPDX-License-Identifier: BSD-3-Clause
#include "core/inventory/wanted_ids.hpp"

#include <algorithm>

#include "messages/product_chunk.hpp"

namespace storify {

void wanted_ids::add(product_id id, product_id next_id) {
  if (id >= next_id) {
    lowest_new = std::min(lowest_new, id);
    highest_new = std::max(highest_new, id);
  }
  auto base = product_chunk::base_of(id);
  if (to_hold.empty() || product_chunk::base_of(to_hold.back()) != base)
    to_hold.push_back(id);
}

} // namespace storify
