// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "caf/meta/load_callback.hpp"
#include "caf/meta/type_name.hpp"

#include "messages/price.hpp"
#include "messages/source_hash.hpp"
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

/// What a scraper sends to the store at once: some offers of one category. All
/// their texts lie in one piece of memory, so that a lot costs two allocations
/// however many offers it has. Who makes it works out the hashes, too: there
/// are many of them, and one store.
class lot {
public:
  lot() : lot("", "") {
  }
  lot(std::string site, std::string category)
    : site_(std::move(site)),
      category_(std::move(category)),
      site_hash_(hash_of_site(site_)) {
  }
  lot(std::string site, std::string category, const std::vector<offer>& offers);

  const std::string& site() const {
    return site_;
  }
  const std::string& category() const {
    return category_;
  }

  /// Makes room for so many offers with so many bytes of texts in all.
  void reserve(size_t offers, size_t text_bytes) {
    rows_.reserve(offers);
    texts_.reserve(text_bytes);
  }
  void add(const offer_view& x);

  size_t size() const {
    return rows_.size();
  }
  bool empty() const {
    return rows_.empty();
  }

  /// Returns an offer, `index` < `size()`; it lives until the next `add`.
  offer_view operator[](size_t index) const;

  /// Returns the hash of the source of an offer, `index` < `size()`.
  source_hash hash(size_t index) const {
    return rows_[index].hash;
  }

  /// Has the processor fetch what `[0]` will look at.
  void prefetch() const {
    __builtin_prefetch(rows_.data());
    __builtin_prefetch(texts_.data());
  }

  /// Returns a copy of the offers as plain data.
  std::vector<offer> offers() const;

  bool operator==(const lot& x) const {
    return site_ == x.site_ && category_ == x.category_
           && offers() == x.offers();
  }

  template <class Inspector>
  friend typename Inspector::result_type inspect(Inspector& f, lot& x) {
    auto offers = x.offers();
    auto take = [&]() -> caf::error {
      x = lot{std::move(x.site_), std::move(x.category_), offers};
      return caf::none;
    };
    return f(caf::meta::type_name("lot"), x.site_, x.category_, offers,
             caf::meta::load_callback(take));
  }

private:
  /// An offer less its texts, which follow each other: key, name, URL.
  struct packed_offer {
    price cost;
    int64_t quantity;
    uint32_t text; ///< Where its texts begin.
    uint32_t key_size;
    uint32_t name_size;
    uint32_t url_size;
    source_hash hash;
    bool quantity_is_read;
  };

  std::string site_;
  std::string category_;
  uint64_t site_hash_;
  std::string texts_;
  std::vector<packed_offer> rows_;
};

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
