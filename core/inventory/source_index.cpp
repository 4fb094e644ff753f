// SPDX-License-Identifier: BSD-3-Clause
#include "core/inventory/source_index.hpp"

#include <algorithm>
#include <utility>

namespace storify {

namespace {

constexpr size_t slots_at_first = 16;

// Hashes of equal length make a directory about as long as there are segments.
// One that is so many times longer comes of hashes that somebody chose.
constexpr size_t longest_directory = 16;

} // namespace

source_index::source_index() : directory_{0} {
  segments_.emplace_back(slots_at_first, 0);
}

// Not inline, as `product_chunk::prefetch`.
void source_index::prefetch(source_hash key) const {
  const auto* first = segment_of(key).first_look(key);
  __builtin_prefetch(first);
  __builtin_prefetch(first + 8); // most searches end within two lines
}

void source_index::insert(source_hash key, place where) {
  while (!segment_of(key).insert(key, where)) {
    if (segment_of(key).is_large()
        && directory_.size() < longest_directory * segments_.size())
      split(key);
    else
      segment_of(key).grow();
  }
}

void source_index::split(source_hash key) {
  auto old = directory_[slot_of(key)];
  auto bit = size_t{1} << segments_[old].depth();
  if (directory_.size() == bit) {
    directory_.resize(2 * bit);
    std::copy_n(directory_.begin(), bit, directory_.begin() + bit);
  }
  auto [low, high] = segments_[old].split();
  auto added = static_cast<uint32_t>(segments_.size());
  segments_[old] = std::move(low);
  segments_.push_back(std::move(high));
  for (auto slot = (slot_of(key) & (bit - 1)) | bit; slot < directory_.size();
       slot += 2 * bit)
    directory_[slot] = added;
}

} // namespace storify
