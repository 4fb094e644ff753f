// SPDX-License-Identifier: BSD-3-Clause
#include "core/inventory/index_segment.hpp"

#include <algorithm>

namespace storify {

namespace {

// A table grows by halves up to that; then it is to be split. Each step moves
// about so many entries: some microseconds.
constexpr size_t large = 4096;

// So few hashes find no place in their slots, unless somebody chose them.
constexpr size_t behind = 32;

constexpr size_t most_of(size_t slots) {
  return slots * 5 / 6;
}

} // namespace

index_segment::index_segment(size_t slots, unsigned depth)
  : slots_(static_cast<uint32_t>(slots)),
    depth_(depth),
    entries_(slots + behind, empty) {
}

bool index_segment::is_large() const {
  return slots_ >= large;
}

bool index_segment::insert(source_hash key, place where) {
  if (size_ >= most_of(slots_))
    return false;
  put(lower_bound(key), entry_of(key, where));
  return true;
}

void index_segment::erase(source_hash key, place where) {
  auto at = lower_bound(key);
  while (entries_[at] != entry_of(key, where))
    ++at;
  // What isn't at home comes nearer to it.
  for (; entries_[at + 1] != empty && home(hash_in(entries_[at + 1])) <= at;
       ++at)
    entries_[at] = entries_[at + 1];
  entries_[at] = empty;
  --size_;
}

void index_segment::grow() {
  index_segment larger{slots_ + slots_ / 2, depth_};
  size_t end = 0;
  for (auto entry : entries_)
    if (entry != empty)
      larger.append(entry, end);
  *this = std::move(larger);
}

std::pair<index_segment, index_segment> index_segment::split() const {
  auto slots = slots_ * 3 / 4;
  index_segment low{slots, depth_ + 1};
  index_segment high{slots, depth_ + 1};
  size_t low_end = 0;
  size_t high_end = 0;
  for (auto entry : entries_) {
    if (entry == empty)
      continue;
    if (((hash_in(entry) >> depth_) & 1) == 0)
      low.append(entry, low_end);
    else
      high.append(entry, high_end);
  }
  return {std::move(low), std::move(high)};
}

// Adds an entry whose hash is not lower than any here, at `end` or behind.
void index_segment::append(uint64_t entry, size_t& end) {
  end = std::max(end, home(hash_in(entry)));
  put(end++, entry);
}

// Puts the entry at a slot; what is there goes on by one, up to a gap.
void index_segment::put(size_t at, uint64_t entry) {
  auto gap = at;
  while (entries_[gap] != empty)
    ++gap;
  if (gap + 1 == entries_.size())
    entries_.resize(entries_.size() + entries_.size() / 4, empty);
  std::move_backward(&entries_[at], &entries_[gap], &entries_[gap + 1]);
  entries_[at] = entry;
  ++size_;
}

} // namespace storify
