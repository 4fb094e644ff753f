// SPDX-License-Identifier: BSD-3-Clause
#include "messages/snapshot_builder.hpp"

#include <utility>

namespace storify {

void snapshot_builder::append(const product_view& x) {
  auto base = product_chunk::base_of(x.id);
  if (!open_ || open_->base() != base)
    open_chunk(base);
  open_->append(x, origins_.number_of(x.source.site, x.category, x.cost.unit));
  last_id_ = x.id;
}

void snapshot_builder::append(const snapshot& x) {
  close_chunk();
  const auto& parts = x.get();
  constexpr auto per_page = std::tuple_size_v<chunk_page>;
  for (size_t index = 0; index < parts.chunks; ++index)
    add_chunk((*parts.pages[index / per_page])[index % per_page]);
  last_id_ = x.next_id() - 1;
}

snapshot::parts snapshot_builder::take_full_pages() {
  auto full = pages_.size() - 1;
  return take(full, full * std::tuple_size_v<chunk_page>);
}

snapshot::parts snapshot_builder::finish() {
  close_chunk();
  if (pages_.empty())
    return {};
  auto chunks = (pages_.size() - 1) * std::tuple_size_v<chunk_page> + chunks_;
  return take(pages_.size(), chunks);
}

void snapshot_builder::open_chunk(product_id base) {
  auto previous = open_;
  close_chunk();
  open_ = previous ? std::make_shared<product_chunk>(base, *previous)
                   : std::make_shared<product_chunk>(base);
  add_chunk(open_);
}

void snapshot_builder::add_chunk(std::shared_ptr<const product_chunk> x) {
  if (pages_.empty() || chunks_ == std::tuple_size_v<chunk_page>) {
    pages_.push_back(std::make_shared<chunk_page>());
    chunks_ = 0;
  }
  (*pages_.back())[chunks_++] = std::move(x);
}

void snapshot_builder::close_chunk() {
  if (open_)
    open_->close();
  open_ = nullptr;
}

snapshot::parts snapshot_builder::take(size_t pages, size_t chunks) {
  snapshot::parts result;
  auto end = pages_.begin() + static_cast<std::ptrdiff_t>(pages);
  result.pages.assign(pages_.begin(), end);
  pages_.erase(pages_.begin(), end);
  result.chunks = chunks;
  result.origins = origins_.share();
  constexpr auto per_page = std::tuple_size_v<chunk_page>;
  for (size_t index = 0; index < chunks; ++index) {
    const auto& chunk = *(*result.pages[index / per_page])[index % per_page];
    result.last_size = chunk.size();
    result.size += chunk.size();
    for (size_t row = 0; row < chunk.size(); ++row)
      result.items_count += chunk.row(row).quantity;
  }
  result.next_id = last_id_ + 1;
  return result;
}

} // namespace storify
