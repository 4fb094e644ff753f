// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "core/inventory/product_table.hpp"
#include "messages/movement.hpp"
#include "messages/origin.hpp"

namespace storify {

/// Keeps the movements that are not written yet, those of each product in their
/// order.
class movement_log {
public:
  using place = product_table::place;

  /// Adds a movement of the product at `where`. @pre its number is higher than
  /// those before
  void add(place where, const movement& x);

  bool empty() const {
    return size_ == 0;
  }

  /// Appends the movements of the product at `where`, the oldest first.
  void append_to(std::vector<movement>& out, place where) const;

  /// Forgets those of the product at `where` with numbers up to `last`.
  void forget(place where, uint64_t last);

  /// Returns those that are wanted, the newest first. O(size).
  std::vector<movement> newest(const history_query& wanted) const;

private:
  static constexpr uint32_t none = 0;

  /// A movement less its texts.
  struct packed {
    uint64_t number = 0; ///< 0: free to be used again.
    int64_t time;
    product_id id;
    holding before;
    holding after;
    uint32_t origin;
    uint32_t next; ///< Of the same product; 1 is the first, `none` the end.
    uint32_t names;
    author who;
    bool was_there;
    bool is_there;
  };

  struct two_names {
    std::string name;
    std::string old_name;
  };

  /// First and last movements of the products of a chunk.
  struct chains {
    std::array<uint32_t, product_chunk::capacity> first{};
    std::array<uint32_t, product_chunk::capacity> last{};
    size_t size = 0;
  };

  uint32_t put(two_names x);
  movement unpack(const packed& x) const;
  const packed& row(uint32_t index) const {
    return rows_[index - 1];
  }
  packed& row(uint32_t index) {
    return rows_[index - 1];
  }

  origin_table origins_;
  std::deque<packed> rows_; ///< Indices count from 1.
  std::vector<uint32_t> free_rows_;
  std::deque<two_names> names_;
  std::vector<uint32_t> free_names_;
  std::vector<std::unique_ptr<chains>> chains_;
  size_t size_ = 0;
};

} // namespace storify
