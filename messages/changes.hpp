// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "caf/meta/type_name.hpp"

#include "messages/image.hpp"
#include "messages/movement.hpp"
#include "messages/packed_products.hpp"
#include "messages/product.hpp"
#include "messages/types.hpp"

namespace storify {

/// What a save did.
struct save_report {
  std::string path;      ///< The file that holds the inventory.
  uint64_t products = 0; ///< How many it holds now.
  bool written = false;  ///< False when nothing had changed.

  bool operator==(const save_report&) const = default;
};

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, save_report& x) {
  return f(caf::meta::type_name("save_report"), x.path, x.products, x.written);
}

/// What a commit takes along of what changed, in its latest state.
struct change_set {
  packed_products put;                ///< Added or changed; ascending ids.
  std::vector<product_id> erased;     ///< Gone; ascending.
  std::vector<removed_source> buried; ///< Newly to stay removed.
  std::vector<source_key> unburied;   ///< No longer to stay removed.
  std::vector<movement> moved;        ///< What changed in them, and how.
  product_id next_id = 1;
  uint64_t revision = 0; ///< Of the inventory when these were taken.
  bool durable = true;   ///< Else it is enough if a later one is.

  bool empty() const {
    return put.empty() && erased.empty() && buried.empty() && unburied.empty()
           && moved.empty();
  }

  bool operator==(const change_set&) const = default;
};

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, change_set& x) {
  return f(caf::meta::type_name("change_set"), x.put, x.erased, x.buried,
           x.unburied, x.moved, x.next_id, x.revision, x.durable);
}

/// Tells subscribers that the inventory changed; several changes may be told
/// as one.
struct inventory_changed {
  uint64_t revision = 0;
  uint64_t products = 0;
  int64_t items_count = 0;

  bool operator==(const inventory_changed&) const = default;
};

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, inventory_changed& x) {
  return f(caf::meta::type_name("inventory_changed"), x.revision, x.products,
           x.items_count);
}

} // namespace storify
