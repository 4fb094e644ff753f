// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "caf/meta/load_callback.hpp"
#include "caf/meta/type_name.hpp"

#include "messages/offer.hpp"
#include "messages/source_hash.hpp"
#include "messages/types.hpp"

namespace storify {

/// What a scraper sends to the store at once: some offers of one category. All
/// of it lies in one piece of memory, in the order in which it is read, so that
/// a lot costs one allocation however many offers it has. The lot itself is
/// small: so is the message that brings it, which matters where each brings but
/// one offer (`small_piece` in main/one_heap.hpp). Who makes it works out the
/// hashes, too: there are many of them, and one store.
class lot {
public:
  /// An offer, whose texts live in the lot until the next `add`, and the hash
  /// of its source.
  struct item {
    offer_view offered;
    source_hash hash = 0;
  };
  using value_type = item;
  class iterator;

  lot() : lot("", "") {
  }
  lot(std::string_view site, std::string_view category);
  lot(std::string_view site, std::string_view category,
      const std::vector<offer>& offers);

  std::string_view site() const {
    return {bytes_.data() + sizeof(front), read_front().site_size};
  }
  std::string_view category() const {
    auto x = read_front();
    return {bytes_.data() + sizeof(front) + x.site_size, x.category_size};
  }

  /// Makes room for so many offers with so many bytes of texts in all.
  void reserve(size_t offers, size_t text_bytes) {
    bytes_.reserve(bytes_.size() + offers * sizeof(head) + text_bytes);
  }
  void add(const offer_view& x);

  /// Returns the number of offers.
  size_t size() const {
    return size_;
  }
  bool empty() const {
    return size_ == 0;
  }

  iterator begin() const;
  iterator end() const;

  /// Has the processor fetch what `begin` will look at.
  void prefetch() const {
    __builtin_prefetch(bytes_.data());
    __builtin_prefetch(bytes_.data() + 64);
  }

  /// Returns a copy of the offers as plain data.
  std::vector<offer> offers() const;

  bool operator==(const lot& x) const {
    return site() == x.site() && category() == x.category()
           && offers() == x.offers();
  }

  template <class Inspector>
  friend typename Inspector::result_type inspect(Inspector& f, lot& x) {
    std::string site{x.site()};
    std::string category{x.category()};
    auto offers = x.offers();
    auto take = [&]() -> caf::error {
      x = lot{site, category, offers};
      return caf::none;
    };
    return f(caf::meta::type_name("lot"), site, category, offers,
             caf::meta::load_callback(take));
  }

private:
  /// What stands before all: what is the same for all offers, less its texts.
  struct front {
    uint64_t site_hash;
    uint32_t site_size;
    uint32_t category_size;
  };

  /// What stands before the texts of an offer: key, name, URL.
  struct head {
    int64_t cents;
    int64_t quantity;
    uint32_t key_size;
    uint32_t name_size;
    uint32_t url_size;
    source_hash hash;
    currency unit;
    bool quantity_is_read;
  };

  void append(const void* data, size_t size);
  front read_front() const {
    front x;
    std::memcpy(&x, bytes_.data(), sizeof x);
    return x;
  }

  /// The front, site and category, and each offer behind its head.
  std::string bytes_;
  size_t size_ = 0;
};

class lot::iterator {
public:
  using iterator_category = std::forward_iterator_tag;
  using value_type = item;
  using difference_type = std::ptrdiff_t;
  using pointer = const item*;
  using reference = item;

  iterator() = default;
  explicit iterator(const char* at) : at_(at) {
  }

  item operator*() const;
  iterator& operator++();
  iterator operator++(int) {
    return std::exchange(*this, std::next(*this));
  }
  bool operator==(const iterator&) const = default;

private:
  head read() const {
    head x;
    std::memcpy(&x, at_, sizeof x);
    return x;
  }

  const char* at_ = nullptr;
};

inline lot::item lot::iterator::operator*() const {
  auto x = read();
  const auto* key = at_ + sizeof x;
  const auto* name = key + x.key_size;
  item result;
  result.offered.key = {key, x.key_size};
  result.offered.name = {name, x.name_size};
  result.offered.cost = {x.cents, x.unit};
  result.offered.quantity = x.quantity;
  result.offered.quantity_is_read = x.quantity_is_read;
  result.offered.url = {name + x.name_size, x.url_size};
  result.hash = x.hash;
  return result;
}

inline lot::iterator& lot::iterator::operator++() {
  auto x = read();
  at_ += sizeof x + x.key_size + x.name_size + x.url_size;
  return *this;
}

inline lot::iterator lot::begin() const {
  auto texts = category();
  return iterator{texts.data() + texts.size()};
}

inline lot::iterator lot::end() const {
  return iterator{bytes_.data() + bytes_.size()};
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
