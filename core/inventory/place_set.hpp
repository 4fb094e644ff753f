// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

#include "core/inventory/product_table.hpp"
#include "messages/product_chunk.hpp"

namespace storify {

/// A set of places in the table: a bit for every place up to the highest.
class place_set {
public:
  using place = product_table::place;

  void insert(place x);

  bool empty() const {
    return groups_.empty();
  }

  /// Takes about `most` places out, a group of them at a time; ascending.
  std::vector<place> take(size_t most);

  /// Takes all places out of `from` and puts them in here.
  void merge(place_set& from);

private:
  static constexpr size_t width = product_chunk::capacity;

  std::vector<std::bitset<width>> bits_;
  std::deque<size_t> groups_; ///< Indices of `bits_` that hold any, each once.
};

} // namespace storify
