// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <string>
#include <vector>

#include "caf/meta/type_name.hpp"

#include "messages/product.hpp"
#include "messages/types.hpp"

namespace storify {

/// A scraped product that a person removed: it stays removed until a person
/// adds a product of that name.
struct removed_source {
  source_key source;
  std::string name;

  bool operator==(const removed_source&) const = default;
};

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, removed_source& x) {
  return f(caf::meta::type_name("removed_source"), x.source, x.name);
}

/// A whole inventory as plain data.
struct inventory_image {
  std::vector<product> products;       ///< Ascending by id, ids unique.
  std::vector<removed_source> removed; ///< Ascending by source, unique.
  product_id next_id = 1;              ///< Higher than any id ever given.

  bool operator==(const inventory_image&) const = default;
};

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, inventory_image& x) {
  return f(caf::meta::type_name("inventory_image"), x.products, x.removed,
           x.next_id);
}

} // namespace storify
