// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "caf/meta/type_name.hpp"

#include "messages/price.hpp"
#include "messages/types.hpp"

namespace storify {

/// A product as a shop's page offers it.
struct offer {
  std::string key;               ///< See `source_key::key`.
  std::string name;              ///< Clean UTF-8, not empty.
  price cost;                    ///< Per piece.
  int64_t quantity = 0;          ///< Read from the page, or invented.
  bool quantity_is_read = false; ///< Whether the page told the quantity.
  std::string url;               ///< Absolute, or empty.

  bool operator==(const offer&) const = default;
};

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, offer& x) {
  return f(caf::meta::type_name("offer"), x.key, x.name, x.cost, x.quantity,
           x.quantity_is_read, x.url);
}

/// An `offer` whose texts live elsewhere.
struct offer_view {
  std::string_view key;
  std::string_view name;
  price cost;
  int64_t quantity = 0;
  bool quantity_is_read = false;
  std::string_view url;

  offer_view() = default;
  offer_view(const offer& x)
    : key(x.key),
      name(x.name),
      cost(x.cost),
      quantity(x.quantity),
      quantity_is_read(x.quantity_is_read),
      url(x.url) {
  }

  /// Returns a copy that owns its texts.
  offer copy() const {
    return {std::string{key}, std::string{name}, cost,
            quantity,         quantity_is_read,  std::string{url}};
  }

  bool operator==(const offer_view&) const = default;
};

} // namespace storify
