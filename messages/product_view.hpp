// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "messages/price.hpp"
#include "messages/product.hpp"
#include "messages/types.hpp"

namespace storify {

/// A `source_key` that lives elsewhere.
struct source_view {
  std::string_view site;
  std::string_view key;

  source_view() = default;
  source_view(std::string_view of_site, std::string_view of_key)
    : site(of_site), key(of_key) {
  }
  source_view(const source_key& x) : site(x.site), key(x.key) {
  }

  bool empty() const {
    return key.empty();
  }

  /// Returns a copy that owns its texts.
  source_key copy() const {
    return {std::string{site}, std::string{key}};
  }

  auto operator<=>(const source_view&) const = default;
};

/// A `product` whose texts live elsewhere: in a snapshot, in a file that is
/// read, in a `product`.
struct product_view {
  product_id id = 0;
  std::string_view name;
  price cost;
  int64_t quantity = 0;
  std::string_view category;
  source_view source;
  std::string_view url;
  edited_fields edited;

  product_view() = default;
  product_view(const product& x)
    : id(x.id),
      name(x.name),
      cost(x.cost),
      quantity(x.quantity),
      category(x.category),
      source(x.source),
      url(x.url),
      edited(x.edited) {
  }

  /// Returns a copy that owns its texts.
  product copy() const {
    return {id,
            std::string{name},
            cost,
            quantity,
            std::string{category},
            source.copy(),
            std::string{url},
            edited};
  }

  bool operator==(const product_view&) const = default;
};

} // namespace storify
