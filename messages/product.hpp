// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

#include "caf/meta/type_name.hpp"

#include "messages/optional_field.hpp"
#include "messages/price.hpp"
#include "messages/types.hpp"

namespace storify {

/// The most pieces of a product: with it, the sum over nine thousand million
/// products is still exact.
inline constexpr int64_t max_quantity = 1'000'000'000;

/// What makes a scraped product the same one again: the name of its site (the
/// profile's `name`) and its key there, `sku:…`, else `url:…`, else `name:…`.
/// Both are empty for a product that a person added.
struct source_key {
  std::string site;
  std::string key;

  bool empty() const {
    return key.empty();
  }

  auto operator<=>(const source_key&) const = default;
};

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, source_key& x) {
  return f(caf::meta::type_name("source_key"), x.site, x.key);
}

/// Which fields of a product a person changed: scrapers leave those alone.
struct edited_fields {
  bool name = false;
  bool price = false;
  bool quantity = false;

  auto operator<=>(const edited_fields&) const = default;

  /// Returns a number from 0 to 7: a bit for each. Files keep it.
  constexpr uint8_t bits() const {
    return static_cast<uint8_t>((name ? 1 : 0) + (price ? 2 : 0)
                                + (quantity ? 4 : 0));
  }

  /// Returns those of that number, or nothing if there is none such.
  static constexpr std::optional<edited_fields> from_bits(int64_t x) {
    if (x < 0 || x > 7)
      return std::nullopt;
    return edited_fields{(x & 1) != 0, (x & 2) != 0, (x & 4) != 0};
  }
};

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, edited_fields& x) {
  return f(caf::meta::type_name("edited_fields"), x.name, x.price, x.quantity);
}

/// One product of the inventory.
struct product {
  product_id id = 0;    ///< From 1; unique for ever.
  std::string name;     ///< UTF-8 without control characters, not empty.
  price cost;           ///< Per piece.
  int64_t quantity = 0; ///< Pieces, >= 0.
  std::string category; ///< The scraper that brought it first, or empty.
  source_key source;    ///< Where it comes from; empty if added by hand.
  std::string url;      ///< Its page in the shop, or empty.
  edited_fields edited; ///< What scrapers must not touch.

  bool operator==(const product&) const = default;
};

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, product& x) {
  return f(caf::meta::type_name("product"), x.id, x.name, x.cost, x.quantity,
           x.category, x.source, x.url, x.edited);
}

/// What a person gives to add a product.
struct product_draft {
  std::string name;
  price cost;
  int64_t quantity = 0;

  bool operator==(const product_draft&) const = default;
};

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, product_draft& x) {
  return f(caf::meta::type_name("product_draft"), x.name, x.cost, x.quantity);
}

/// What a person changes of a product; fields left out stay as they are, as
/// does the currency where the price has none.
struct product_patch {
  std::optional<std::string> name;
  std::optional<price> cost;
  std::optional<int64_t> quantity;

  bool operator==(const product_patch&) const = default;
};

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, product_patch& x) {
  optional_field name{x.name};
  optional_field cost{x.cost};
  optional_field quantity{x.quantity};
  return f(caf::meta::type_name("product_patch"), name, cost, quantity);
}

} // namespace storify
