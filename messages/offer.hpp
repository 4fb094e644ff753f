// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <string>
#include <vector>

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

/// What a scraper sends to the store at once: some offers of one category.
struct lot {
  std::string site;
  std::string category;
  std::vector<offer> offers;

  bool operator==(const lot&) const = default;
};

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, lot& x) {
  return f(caf::meta::type_name("lot"), x.site, x.category, x.offers);
}

/// What the store did with a lot; the sum is the number of offers.
struct stock_report {
  uint64_t added = 0;
  uint64_t updated = 0;
  uint64_t unchanged = 0;
  uint64_t left_removed = 0; ///< A person removed these; they stay so.

  bool operator==(const stock_report&) const = default;
};

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, stock_report& x) {
  return f(caf::meta::type_name("stock_report"), x.added, x.updated,
           x.unchanged, x.left_removed);
}

} // namespace storify
