// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

#include "core/inventory/product_table.hpp"
#include "messages/product_chunk.hpp"

namespace storify {

/// A set of places in the table: a bit for every place up to the highest.
class place_set {
public:
  using place = product_table::place;

  void insert(place x);
  void erase(place x);

  bool empty() const {
    return groups_.empty();
  }

  /// Takes up to `most` of the lowest places out; ascending. A group of them is
  /// divided only if it has more than that.
  std::vector<place> take(size_t most);

  /// Takes all places out of `from` and puts them in here.
  void merge(place_set& from);

private:
  static constexpr size_t width = product_chunk::capacity;

  void make_room(size_t group);

  std::vector<std::bitset<width>> bits_;
  std::set<size_t> groups_; ///< Indices of `bits_` that hold any.
};

} // namespace storify
