// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

#include "caf/error.hpp"
#include "caf/meta/load_callback.hpp"
#include "caf/meta/type_name.hpp"

#include "messages/image.hpp"
#include "messages/product.hpp"
#include "messages/types.hpp"

namespace storify {

/// The inventory at one moment, immutable and cheap to copy: it shares its
/// memory with the live inventory (copy on write by chunk). Products ascend by
/// id.
class snapshot {
public:
  using value_type = product; // CAF asks it of whatever has begin and end
  using chunk = std::vector<product>; ///< Never empty.
  using chunk_ptr = std::shared_ptr<const chunk>;
  using removed_list = std::shared_ptr<const std::vector<removed_source>>;

  /// What a snapshot is made of; the inventory fills it in.
  struct parts {
    std::vector<chunk_ptr> chunks;
    removed_list removed;
    size_t size = 0;
    int64_t items_count = 0;
    product_id next_id = 1;
    uint64_t revision = 0;
  };

  class const_iterator {
  public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = product;
    using difference_type = std::ptrdiff_t;
    using pointer = const product*;
    using reference = const product&;

    const_iterator() = default;
    reference operator*() const {
      return (**chunk_)[index_];
    }
    pointer operator->() const {
      return &**this;
    }
    const_iterator& operator++() {
      if (++index_ == (*chunk_)->size()) {
        ++chunk_;
        index_ = 0;
      }
      return *this;
    }
    const_iterator operator++(int) {
      auto before = *this;
      ++*this;
      return before;
    }
    bool operator==(const const_iterator&) const = default;

  private:
    friend class snapshot;
    explicit const_iterator(const chunk_ptr* first) : chunk_(first) {
    }
    const chunk_ptr* chunk_ = nullptr;
    size_t index_ = 0;
  };

  snapshot() = default;
  explicit snapshot(parts x)
    : parts_(std::make_shared<const parts>(std::move(x))) {
  }
  explicit snapshot(inventory_image image);

  /// Iterates the products, ascending by id.
  const_iterator begin() const {
    return const_iterator{get().chunks.data()};
  }
  const_iterator end() const {
    return const_iterator{get().chunks.data() + get().chunks.size()};
  }

  /// Returns the number of products (not of pieces).
  size_t size() const {
    return get().size;
  }
  bool empty() const {
    return size() == 0;
  }
  /// Returns the sum of the quantities.
  int64_t items_count() const {
    return get().items_count;
  }
  /// Returns a number that is higher than any id ever given.
  product_id next_id() const {
    return get().next_id;
  }
  /// Returns how many changes the inventory had seen.
  uint64_t revision() const {
    return get().revision;
  }
  /// Returns the scraped products that a person removed, ascending by source.
  const std::vector<removed_source>& removed() const;

  /// Returns the product numbered `id`, or null. O(log n).
  const product* find(product_id id) const;

  /// Returns a copy of it all as plain data.
  inventory_image image() const;

  template <class Inspector>
  friend typename Inspector::result_type inspect(Inspector& f, snapshot& x) {
    auto image = x.image();
    auto revision = x.revision();
    auto take = [&]() -> caf::error {
      x = snapshot{std::move(image), revision};
      return caf::none;
    };
    return f(caf::meta::type_name("snapshot"), image, revision,
             caf::meta::load_callback(take));
  }

private:
  snapshot(inventory_image image, uint64_t revision);
  const parts& get() const;

  std::shared_ptr<const parts> parts_;
};

} // namespace storify
