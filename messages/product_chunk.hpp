// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "messages/origin.hpp"
#include "messages/product_view.hpp"
#include "messages/types.hpp"

namespace storify {

/// A product less its texts, which lie behind each other in its chunk: name,
/// key, and where there is a URL its size (two bytes) and itself.
struct packed_product {
  uint64_t cents : 40;   ///< Enough for `price::max_cents`.
  uint64_t number : 9;   ///< Its id, less the base of its chunk.
  uint64_t is_there : 1; ///< 0 once it was removed.
  uint64_t edited_name : 1;
  uint64_t edited_price : 1;
  uint64_t edited_quantity : 1;
  uint64_t has_url : 1;
  uint32_t quantity; ///< Enough for `max_quantity`.
  uint32_t origin;   ///< Index into the list of origins.
  uint32_t text;     ///< Where its texts begin.
  uint16_t name_size;
  uint16_t key_size;
};

static_assert(sizeof(packed_product) == 24);

/// The products with the ids `base()` to `base() + capacity - 1`, as far as
/// there are any, packed and ascending.
///
/// One owner writes it. Others may read the rows they know of meanwhile: rows
/// and texts are added behind those, in place. To change a row that others may
/// read, or to add without room, the owner makes a copy, which shares the
/// texts.
class product_chunk {
public:
  /// So few that the copy of a chunk, on the first change after a snapshot,
  /// goes unnoticed; so many that it hardly adds to the memory of a product.
  static constexpr size_t capacity = 512;

  /// The most bytes of a name, a key, a URL.
  static constexpr size_t max_text_bytes = 65'535;

  /// Returns the base of the chunk that the product numbered `id` belongs to.
  static constexpr product_id base_of(product_id id) {
    return id - id % capacity;
  }

  /// Makes an empty chunk.
  explicit product_chunk(product_id base);

  /// Makes a chunk that takes hardly any memory until a product comes.
  static std::shared_ptr<product_chunk> make_small(product_id base);

  /// Makes an empty chunk that follows `previous` and is likely to be like it.
  product_chunk(product_id base, const product_chunk& previous);

  product_chunk(const product_chunk& other);

  /// Becomes a copy in the memory that it has, if that fits. @pre no reader
  product_chunk& operator=(const product_chunk& other);
  product_chunk& operator=(product_chunk&&) = default;

  product_id base() const {
    return base_;
  }

  // -- for readers, of the rows they know of -----------------------------------

  const packed_product& row(size_t index) const {
    return rows_[index];
  }
  std::string_view name(size_t index) const {
    const auto& x = rows_[index];
    return {text_.get() + x.text, x.name_size};
  }
  std::string_view key(size_t index) const {
    const auto& x = rows_[index];
    return {text_.get() + x.text + x.name_size, x.key_size};
  }
  std::string_view url(size_t index) const;

  /// Has the processor fetch name and key of a row, which may lie in two lines.
  void prefetch(size_t index) const;
  product_view view(size_t index, const std::vector<origin>& origins) const;

  /// Returns the index of the product numbered `id` among the first `size`
  /// rows, or `size`.
  size_t find(product_id id, size_t size) const;

  // -- for the owner -----------------------------------------------------------

  /// Returns the number of rows, those of removed products included.
  size_t size() const {
    return size_;
  }
  size_t find(product_id id) const {
    return find(id, size_);
  }
  /// Returns whether a product with so much text can be added in place.
  bool has_room_for(size_t text_bytes) const {
    return size_ < row_capacity_ && text_bytes <= text_capacity_ - text_size_;
  }

  /// Adds a product. @pre its id belongs here and is higher than any here; no
  /// text has more than `max_text_bytes`; there is room, or no reader
  void append(const product_view& x, uint32_t origin);

  /// Adds a product in its place among the others. @pre its id belongs here and
  /// no product has it; no text has more than `max_text_bytes`; no reader knows
  /// of any row
  void insert(const product_view& x, uint32_t origin);

  /// Changes a row. @pre no reader knows of it
  void replace(size_t index, const product_view& x, uint32_t origin);

  /// Removes a product; packs what is left once half of it is waste.
  /// @pre no reader knows of any row
  void erase(size_t index);

  /// Doesn't use the room for texts that it shares with another copy.
  void leave_room_to_others() {
    text_capacity_ = text_size_;
  }

  /// Gives back the room that is not needed: no product will be added.
  /// @pre no reader knows of any row
  void close();

private:
  product_chunk(product_id base, size_t rows, size_t text_bytes);
  packed_product& make_row(size_t number);
  void put_texts(packed_product& row, const product_view& x);
  void put_values(packed_product& row, const product_view& x, uint32_t origin);
  size_t text_bytes(size_t index) const;
  void reserve_text(size_t bytes);
  void move_texts(size_t new_capacity);
  void pack_rows(size_t new_capacity);
  void pack_texts();

  product_id base_;
  uint32_t size_ = 0;
  uint32_t live_ = 0; ///< Products, of the rows.
  uint32_t row_capacity_ = capacity;
  uint32_t text_size_ = 0;
  uint32_t text_capacity_ = 0;
  uint32_t waste_ = 0; ///< Bytes of text that no row names.
  std::unique_ptr<packed_product[]> rows_;
  std::shared_ptr<char[]> text_;
};

/// Some chunks, which snapshots share as one; the last ones may be missing.
using chunk_page = std::array<std::shared_ptr<const product_chunk>, 32>;

/// The number of products that fill a page.
inline constexpr size_t products_per_page =
  std::tuple_size_v<chunk_page> * product_chunk::capacity;

/// Returns the bytes of text that packing a product takes.
size_t packed_text_bytes(const product_view& x);

} // namespace storify
