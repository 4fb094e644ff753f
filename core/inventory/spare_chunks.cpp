// SPDX-License-Identifier: BSD-3-Clause
#include "core/inventory/spare_chunks.hpp"

#include <atomic>
#include <utility>

namespace storify {

namespace {

constexpr size_t given_back_at_once = 64;

} // namespace

void spare_chunks::keep(const std::shared_ptr<const product_chunk>& replaced) {
  kept_.push_back(std::const_pointer_cast<product_chunk>(replaced));
}

// Whoever had it last may be another thread: all that it did with the chunk has
// to come before what is done here.
std::shared_ptr<product_chunk>
spare_chunks::copy_of(const product_chunk& rows) {
  ++copies_;
  if (kept_.empty() || kept_.front().use_count() > 1)
    return std::make_shared<product_chunk>(rows);
  std::atomic_thread_fence(std::memory_order_acquire);
  auto chunk = std::move(kept_.front());
  kept_.pop_front();
  *chunk = rows;
  return chunk;
}

// Twice as many may be of use the next time.
void spare_chunks::give_back() {
  for (size_t i = 0; i < given_back_at_once && kept_.size() > 2 * copies_; ++i)
    kept_.pop_front();
  copies_ = 0;
}

} // namespace storify
