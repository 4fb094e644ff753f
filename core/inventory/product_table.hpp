// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "core/inventory/spare_chunks.hpp"
#include "messages/origin.hpp"
#include "messages/product_chunk.hpp"
#include "messages/product_view.hpp"
#include "messages/snapshot.hpp"
#include "messages/types.hpp"

namespace storify {

/// Owns the products, packed and ascending by id, in chunks that snapshots
/// share: a chunk that a snapshot may hold is copied before one of its rows
/// changes (copy on write). What it shows of a product lives until the next
/// change.
class product_table {
public:
  /// Where a product is; stays the same as long as the product is there.
  using place = uint64_t;

  /// Adds what a store is loaded from, sharing its memory; returns where the
  /// places of the part begin. @pre its ids are higher than any in the table,
  /// whose pages are full; nobody adds to it any more; its origins are those of
  /// the parts before and more
  place adopt(const snapshot& part);

  /// Returns the number of what products of that kind have in common.
  uint32_t origin_of(std::string_view site, std::string_view category,
                     currency unit) {
    return origins_.number_of(site, category, unit);
  }

  /// Adds a product and returns its place. @pre its id is higher than any in
  /// the table; no text has more than `product_chunk::max_text_bytes`;
  /// `origin` is that of `x`
  place append(const product_view& x, uint32_t origin);

  /// Returns whether a product of that id, which none has, can be inserted:
  /// its chunk is there, or can be made behind all others. One between them
  /// would move the places of what is behind it.
  bool can_hold(product_id id) const;

  /// Makes the chunk of that id, if there is none; from then on `append` wants
  /// ids as high. @pre can_hold(id)
  void make_room(product_id id);

  /// Adds a product in its place and returns that. @pre no product has its id,
  /// for which there is room; no text has more than
  /// `product_chunk::max_text_bytes`; `origin` is that of `x`
  place insert(const product_view& x, uint32_t origin);

  /// Returns where the product numbered `id` is, or nothing.
  std::optional<place> find(product_id id) const;

  /// Returns the id that belongs to a place, even if the product is gone.
  product_id id_at(place where) const {
    return slot_at(where).rows->base() + where % product_chunk::capacity;
  }
  bool is_there(place where) const {
    return row_at(where) < slot_at(where).rows->size();
  }

  // Have the processor fetch what `view` looks at, each what the one before
  // leads to.
  void prefetch_chunk(place where) const;
  void prefetch_row(place where) const;
  void prefetch_text(place where) const;

  product_view view(place where) const;

  /// Returns where the product comes from.
  source_view source(place where) const;

  /// Changes the product at `where` to `x`, which has the same id.
  void replace(place where, const product_view& x);

  void erase(place where);

  size_t size() const {
    return size_;
  }

  /// Fills in what the table knows of a snapshot; later changes leave that
  /// alone. O(pages).
  void share(snapshot::parts& out);

private:
  struct slot {
    const product_chunk* rows; ///< Kept alive by its page.
    product_chunk* own;        ///< The same if it is ours to write, else null.
    uint64_t written_in;       ///< The generation that made or copied it.
  };
  struct shared_page {
    std::shared_ptr<const chunk_page> chunks;
    chunk_page* own; ///< As above.
    uint64_t written_in;
  };

  static place place_of(size_t slot, product_id id) {
    return slot * product_chunk::capacity + id % product_chunk::capacity;
  }
  const slot& slot_at(place where) const {
    return slots_[where / product_chunk::capacity];
  }
  size_t row_at(place where) const;
  size_t slot_of(product_id base) const;
  product_chunk& chunk_with_room(const product_view& x);
  product_chunk& add_chunk(product_id base);
  product_chunk& add_chunk(const std::shared_ptr<product_chunk>& chunk);
  product_chunk& writable(place where);
  product_chunk& copy(size_t index);
  chunk_page& page_to_add_to();
  chunk_page& writable_page(size_t index);
  void copy_page(shared_page& x);
  origin_table origins_;
  std::vector<slot> slots_;
  std::vector<shared_page> pages_;
  uint64_t generation_ = 1; ///< Goes up whenever chunks are shared.
  spare_chunks spare_;
  size_t size_ = 0;
};

} // namespace storify
