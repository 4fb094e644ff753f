// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <utility>

#include "caf/expected.hpp"

#include "io/inventory/storage.hpp"
#include "messages/image.hpp"

namespace storify {

/// Loads all parts and returns what is in them.
inline caf::expected<inventory_image> load_all(storage& from) {
  inventory_image all;
  auto part = from.load();
  for (; part; part = from.load_more()) {
    auto more = part->rows.image();
    all.products.insert(all.products.end(), more.products.begin(),
                        more.products.end());
    if (part->is_last) {
      all.removed = more.removed;
      all.next_id = more.next_id;
      return all;
    }
  }
  return std::move(part.error());
}

} // namespace storify
