// SPDX-License-Identifier: BSD-3-Clause
#include "messages/snapshot.hpp"

#include <algorithm>

#include "messages/snapshot_builder.hpp"

namespace storify {

snapshot::snapshot(const inventory_image& image) : snapshot(image, 0) {
}

snapshot::snapshot(const inventory_image& image, uint64_t revision) {
  snapshot_builder builder;
  for (const auto& x : image.products)
    builder.append(x);
  auto x = builder.finish();
  x.next_id = image.next_id;
  x.revision = revision;
  x.removed = std::make_shared<const std::vector<removed_source>>(
    image.removed);
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

std::optional<product_view> snapshot::find(product_id id) const {
  size_t first = 0;
  size_t last = get().chunks;
  while (first < last) {
    auto middle = first + (last - first) / 2;
    if (chunk(middle).base() < product_chunk::base_of(id))
      first = middle + 1;
    else
      last = middle;
  }
  if (first == get().chunks)
    return std::nullopt;
  auto size = size_of_chunk(first);
  auto row = chunk(first).find(id, size);
  if (row == size)
    return std::nullopt;
  return chunk(first).view(row, origins());
}

inventory_image snapshot::image() const {
  inventory_image result{{}, removed(), next_id()};
  result.products.reserve(size());
  for (auto x : *this)
    result.products.push_back(x.copy());
  return result;
}

} // namespace storify
