// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "messages/product.hpp"
#include "messages/snapshot.hpp"
#include "messages/types.hpp"

namespace storify {

/// Owns the products, ascending by id, in chunks that snapshots share: a chunk
/// that a snapshot may hold is copied before it is written (copy on write).
class product_table {
public:
  /// Appends a product. @pre its id is higher than any in the table.
  void append(product x);

  /// Returns the product numbered `id`, or null; valid until the next change.
  const product* find(product_id id) const;

  /// Returns the product numbered `id` for writing, or null; valid until the
  /// next change.
  product* find_to_write(product_id id);

  /// Removes the product numbered `id`, if it is there.
  void erase(product_id id);

  size_t size() const {
    return size_;
  }

  /// Returns the chunks as they are now; later changes leave them alone.
  /// O(chunks).
  std::vector<snapshot::chunk_ptr> share();

private:
  struct shelf {
    std::shared_ptr<snapshot::chunk> rows;
    uint64_t written_in; ///< The generation that copied or made it.
  };

  size_t slot_of(product_id id) const;
  snapshot::chunk& writable(shelf& x);

  std::vector<shelf> slots_;
  uint64_t generation_ = 0; ///< Goes up whenever chunks are shared.
  size_t size_ = 0;
};

} // namespace storify
