// SPDX-License-Identifier: BSD-3-Clause
#include "messages/snapshot.hpp"

#include <algorithm>

namespace storify {

namespace {

constexpr size_t products_per_chunk = 256;

std::vector<snapshot::chunk_ptr> cut(std::vector<product> products) {
  std::vector<snapshot::chunk_ptr> chunks;
  for (size_t from = 0; from < products.size(); from += products_per_chunk) {
    auto to = std::min(from + products_per_chunk, products.size());
    auto at = [&](size_t index) {
      return std::make_move_iterator(products.begin()
                                     + static_cast<std::ptrdiff_t>(index));
    };
    chunks.push_back(std::make_shared<const snapshot::chunk>(at(from), at(to)));
  }
  return chunks;
}

} // namespace

snapshot::snapshot(inventory_image image) : snapshot(std::move(image), 0) {
}

snapshot::snapshot(inventory_image image, uint64_t revision) {
  parts x;
  x.size = image.products.size();
  for (const auto& product : image.products)
    x.items_count += product.quantity;
  x.next_id = image.next_id;
  x.revision = revision;
  x.removed = std::make_shared<const std::vector<removed_source>>(
    std::move(image.removed));
  x.chunks = cut(std::move(image.products));
  parts_ = std::make_shared<const parts>(std::move(x));
}

const snapshot::parts& snapshot::get() const {
  static const parts nothing;
  return parts_ ? *parts_ : nothing;
}

const std::vector<removed_source>& snapshot::removed() const {
  static const std::vector<removed_source> nothing;
  return get().removed ? *get().removed : nothing;
}

const product* snapshot::find(product_id id) const {
  auto by_last_id = [](const chunk_ptr& x, product_id wanted) {
    return x->back().id < wanted;
  };
  const auto& chunks = get().chunks;
  auto found = std::lower_bound(chunks.begin(), chunks.end(), id, by_last_id);
  if (found == chunks.end())
    return nullptr;
  auto by_id = [](const product& x, product_id wanted) {
    return x.id < wanted;
  };
  auto row = std::lower_bound((*found)->begin(), (*found)->end(), id, by_id);
  return row != (*found)->end() && row->id == id ? &*row : nullptr;
}

inventory_image snapshot::image() const {
  return {{begin(), end()}, removed(), next_id()};
}

} // namespace storify
