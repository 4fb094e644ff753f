// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <vector>

#include "caf/meta/load_callback.hpp"
#include "caf/meta/type_name.hpp"

#include "messages/origin.hpp"
#include "messages/product.hpp"
#include "messages/product_view.hpp"
#include "messages/types.hpp"

namespace storify {

/// Some products in a row, on their way from one actor to another. All their
/// texts lie in one piece of memory, so that they cost a few allocations
/// however many they are.
class packed_products {
public:
  using value_type = product; // CAF asks it of whatever has begin and end

  class const_iterator;

  packed_products() = default;
  packed_products(const std::vector<product>& products);

  void add(const product_view& x);

  size_t size() const {
    return rows_.size();
  }
  bool empty() const {
    return rows_.empty();
  }

  /// Returns a product, `index` < `size()`; it lives until the next `add`.
  product_view operator[](size_t index) const;
  product_view front() const {
    return (*this)[0];
  }
  product_view back() const {
    return (*this)[size() - 1];
  }

  const_iterator begin() const;
  const_iterator end() const;

  /// Returns what the products have in common.
  const std::vector<origin>& origins() const {
    return origins_.list();
  }
  product_id id_of(size_t index) const {
    return rows_[index].id;
  }
  /// Returns the index of a product's origin.
  uint32_t origin_of(size_t index) const {
    return rows_[index].origin;
  }

  /// Returns a copy of it as plain data.
  std::vector<product> copy() const;

  bool operator==(const packed_products& x) const {
    return copy() == x.copy();
  }

  template <class Inspector>
  friend typename Inspector::result_type
  inspect(Inspector& f, packed_products& x) {
    auto products = x.copy();
    auto take = [&]() -> caf::error {
      x = packed_products{products};
      return caf::none;
    };
    return f(caf::meta::type_name("packed_products"), products,
             caf::meta::load_callback(take));
  }

private:
  /// A product less its texts, which follow each other: name, key, URL.
  struct row {
    product_id id;
    int64_t cents;
    int64_t quantity;
    size_t text; ///< Where its texts begin.
    uint32_t name_size;
    uint32_t key_size;
    uint32_t url_size;
    uint32_t origin;
    edited_fields edited;
  };

  origin_table origins_;
  std::string texts_;
  std::vector<row> rows_;
};

/// Goes from product to product; lives until the next `add`.
class packed_products::const_iterator {
public:
  using iterator_category = std::input_iterator_tag;
  using value_type = product_view;
  using difference_type = std::ptrdiff_t;
  using pointer = void;
  using reference = product_view;

  const_iterator() = default;
  const_iterator(const packed_products* from, size_t index)
    : from_(from), index_(index) {
  }

  product_view operator*() const {
    return (*from_)[index_];
  }
  const_iterator& operator++() {
    ++index_;
    return *this;
  }
  const_iterator operator++(int) {
    return {from_, index_++};
  }
  bool operator==(const const_iterator& x) const = default;

private:
  const packed_products* from_ = nullptr;
  size_t index_ = 0;
};

inline packed_products::const_iterator packed_products::begin() const {
  return {this, 0};
}

inline packed_products::const_iterator packed_products::end() const {
  return {this, size()};
}

} // namespace storify
