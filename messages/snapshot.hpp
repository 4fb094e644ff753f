// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "caf/error.hpp"
#include "caf/meta/load_callback.hpp"
#include "caf/meta/type_name.hpp"

#include "messages/image.hpp"
#include "messages/origin.hpp"
#include "messages/product_chunk.hpp"
#include "messages/product_view.hpp"
#include "messages/types.hpp"

namespace storify {

/// The inventory at one moment, immutable and cheap to copy: it shares its
/// memory with the live inventory (copy on write by chunk). Products ascend by
/// id. What it shows of a product lives as long as the snapshot.
class snapshot {
public:
  using value_type = product; // CAF asks it of whatever has begin and end
  using page_ptr = std::shared_ptr<const chunk_page>;
  using removed_list = std::shared_ptr<const std::vector<removed_source>>;

  /// Where a product is: ascending with the ids, valid in this snapshot only.
  using position = uint64_t;

  /// What a snapshot is made of.
  struct parts {
    std::vector<page_ptr> pages;
    size_t chunks = 0;    ///< In the pages; what is behind them isn't ours.
    size_t last_size = 0; ///< Rows of the last chunk that are ours.
    origin_list origins = std::make_shared<const std::vector<origin>>();
    removed_list removed;
    size_t size = 0;
    int64_t items_count = 0;
    product_id next_id = 1;
    uint64_t revision = 0;
  };

  class const_iterator;

  snapshot() = default;
  explicit snapshot(parts x)
    : parts_(std::make_shared<const parts>(std::move(x))) {
  }
  explicit snapshot(const inventory_image& image);

  /// Iterates the products, ascending by id.
  const_iterator begin() const;
  const_iterator end() const;

  /// Returns the product at `where`, a position that an iterator told.
  product_view operator[](position where) const {
    const auto& x = get();
    return chunk_at(where).view(row_of(where), *x.origins);
  }

  /// Has the processor fetch the texts of the product there.
  void prefetch(position where) const {
    chunk_at(where).prefetch(row_of(where));
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

  /// Returns what products have in common; packed ones name it by its index.
  const std::vector<origin>& origins() const {
    return *get().origins;
  }
  /// Returns what it is made of, for an inventory that goes on from it.
  const parts& get() const;

  /// Returns the product numbered `id`, or nothing. O(log n).
  std::optional<product_view> find(product_id id) const;

  /// Returns a copy of it all as plain data.
  inventory_image image() const;

  template <class Inspector>
  friend typename Inspector::result_type inspect(Inspector& f, snapshot& x) {
    auto image = x.image();
    auto revision = x.revision();
    auto take = [&]() -> caf::error {
      x = snapshot{image, revision};
      return caf::none;
    };
    return f(caf::meta::type_name("snapshot"), image, revision,
             caf::meta::load_callback(take));
  }

private:
  static size_t row_of(position where) {
    return where % product_chunk::capacity;
  }
  static size_t chunk_of(position where) {
    return where / product_chunk::capacity;
  }
  const product_chunk& chunk(size_t index) const {
    constexpr auto per_page = std::tuple_size_v<chunk_page>;
    return *(*parts_->pages[index / per_page])[index % per_page];
  }
  const product_chunk& chunk_at(position where) const {
    return chunk(chunk_of(where));
  }
  size_t size_of_chunk(size_t index) const {
    return index + 1 == parts_->chunks ? parts_->last_size
                                       : chunk(index).size();
  }

  snapshot(const inventory_image& image, uint64_t revision);

  std::shared_ptr<const parts> parts_;
};

/// Goes from product to product; cheap to copy. Lives as long as its snapshot.
class snapshot::const_iterator {
public:
  using iterator_category = std::input_iterator_tag;
  using value_type = product_view;
  using difference_type = std::ptrdiff_t;
  using pointer = void;
  using reference = product_view;

  const_iterator() = default;

  product_view operator*() const {
    return chunk_->view(row_, from_->origins());
  }
  /// Returns the product less its texts.
  const packed_product& packed() const {
    return chunk_->row(row_);
  }
  std::string_view name() const {
    return chunk_->name(row_);
  }
  std::string_view key() const {
    return chunk_->key(row_);
  }
  position where() const {
    return index_ * product_chunk::capacity + row_;
  }
  /// Returns where the product would be if none had ever been removed.
  uint64_t place() const {
    return index_ * product_chunk::capacity + packed().number;
  }
  const_iterator& operator++() {
    ++row_;
    settle();
    return *this;
  }
  const_iterator operator++(int) {
    auto before = *this;
    ++*this;
    return before;
  }
  bool operator==(const const_iterator& x) const {
    return index_ == x.index_ && row_ == x.row_;
  }

private:
  friend class snapshot;

  const_iterator(const snapshot* from, size_t chunks, size_t index)
    : from_(from), chunks_(chunks), index_(index) {
    enter();
    settle();
  }

  void enter() {
    row_ = 0;
    size_ = 0;
    if (index_ == chunks_)
      return;
    chunk_ = &from_->chunk(index_);
    size_ = from_->size_of_chunk(index_);
  }

  // Goes on to a product that is there, or to the end.
  void settle() {
    while (index_ < chunks_) {
      for (; row_ < size_; ++row_)
        if (chunk_->row(row_).is_there)
          return;
      ++index_;
      enter();
    }
  }

  const snapshot* from_ = nullptr;
  const product_chunk* chunk_ = nullptr;
  size_t chunks_ = 0;
  size_t index_ = 0; ///< Of the chunk.
  size_t row_ = 0;   ///< Of the chunk.
  size_t size_ = 0;  ///< Of the chunk, as far as it is ours.
};

inline snapshot::const_iterator snapshot::begin() const {
  return {this, get().chunks, 0};
}

inline snapshot::const_iterator snapshot::end() const {
  return {this, get().chunks, get().chunks};
}

} // namespace storify
