// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "messages/origin.hpp"
#include "messages/product_chunk.hpp"
#include "messages/product_view.hpp"
#include "messages/snapshot.hpp"

namespace storify {

/// Packs products into snapshots, as a whole or in parts: what a store is
/// loaded from. A part ends where a page does, so that who goes on from several
/// of them shares the memory of all.
class snapshot_builder {
public:
  snapshot_builder() = default;

  /// Numbers what products have in common as `known` does.
  explicit snapshot_builder(const origin_list& known) : origins_(known) {
  }

  /// Adds a product. @pre its id is higher than those before it; no text has
  /// more than `product_chunk::max_text_bytes`
  void append(const product_view& x);

  /// Adds what another builder made that knew the same origins, sharing its
  /// memory. @pre it isn't empty; its first chunk is behind those before, and
  /// nothing else follows in the last one
  void append(const snapshot& x);

  /// Returns the id added last, 0 before the first.
  product_id last_id() const {
    return last_id_;
  }

  /// Returns whether pages are full.
  bool has_full_pages() const {
    return pages_.size() > 1;
  }

  /// Returns what is in the full pages, which are forgotten here.
  /// @pre has_full_pages()
  snapshot::parts take_full_pages();

  /// Returns what wasn't taken yet. Nothing can be added any more.
  snapshot::parts finish();

private:
  void open_chunk(product_id base);
  void add_chunk(std::shared_ptr<const product_chunk> x);
  void close_chunk();
  snapshot::parts take(size_t pages, size_t chunks);

  origin_table origins_;
  std::vector<std::shared_ptr<chunk_page>> pages_;
  std::shared_ptr<product_chunk> open_; ///< The last chunk of the last page.
  size_t chunks_ = 0;                   ///< In the last page.
  product_id last_id_ = 0;
};

} // namespace storify
