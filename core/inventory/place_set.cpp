// SPDX-License-Identifier: BSD-3-Clause
#include "core/inventory/place_set.hpp"

namespace storify {

void place_set::insert(place x) {
  auto group = x / width;
  make_room(group);
  auto& bits = bits_[group];
  if (bits.none())
    groups_.insert(group);
  bits.set(x % width);
}

void place_set::erase(place x) {
  auto group = x / width;
  if (!groups_.contains(group))
    return;
  bits_[group].reset(x % width);
  if (bits_[group].none())
    groups_.erase(group);
}

std::vector<place_set::place> place_set::take(size_t most) {
  std::vector<place> taken;
  while (!groups_.empty() && taken.size() < most) {
    auto group = *groups_.begin();
    auto& bits = bits_[group];
    if (!taken.empty() && taken.size() + bits.count() > most)
      break;
    for (size_t i = 0; i < width && taken.size() < most; ++i)
      if (bits.test(i)) {
        taken.push_back(group * width + i);
        bits.reset(i);
      }
    if (bits.none())
      groups_.erase(groups_.begin());
  }
  return taken;
}

void place_set::merge(place_set& from) {
  if (empty())
    return std::swap(*this, from);
  for (auto group : from.groups_) {
    make_room(group);
    bits_[group] |= from.bits_[group];
    groups_.insert(group);
  }
  from = {};
}

void place_set::make_room(size_t group) {
  if (group >= bits_.size())
    bits_.resize(group + 1);
}

} // namespace storify
