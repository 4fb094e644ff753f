// SPDX-License-Identifier: BSD-3-Clause
#include "core/inventory/place_set.hpp"

#include <algorithm>

namespace storify {

void place_set::insert(place x) {
  auto group = x / width;
  if (group >= bits_.size())
    bits_.resize(group + 1);
  auto& bits = bits_[group];
  if (bits.none())
    groups_.push_back(group);
  bits.set(x % width);
}

std::vector<place_set::place> place_set::take(size_t most) {
  std::vector<place> taken;
  while (!groups_.empty() && taken.size() < most) {
    auto group = groups_.front();
    auto& bits = bits_[group];
    if (!taken.empty() && taken.size() + bits.count() > most)
      break;
    for (size_t i = 0; i < width; ++i)
      if (bits.test(i))
        taken.push_back(group * width + i);
    bits.reset();
    groups_.pop_front();
  }
  std::ranges::sort(taken);
  return taken;
}

void place_set::merge(place_set& from) {
  if (empty())
    return std::swap(*this, from);
  while (!from.empty())
    for (auto x : from.take(width))
      insert(x);
}

} // namespace storify
