// SPDX-License-Identifier: BSD-3-Clause
#include "core/inventory/movement_log.hpp"

#include <algorithm>
#include <utility>

namespace storify {

namespace {

constexpr auto width = product_chunk::capacity;

// Puts `x` into a place of `all` that is free; returns its index, from 1.
template <class T>
uint32_t put_into(std::deque<T>& all, std::vector<uint32_t>& free, T x) {
  if (free.empty()) {
    all.push_back(std::move(x));
    return static_cast<uint32_t>(all.size());
  }
  auto index = free.back();
  free.pop_back();
  all[index - 1] = std::move(x);
  return index;
}

} // namespace

void movement_log::add(place where, const movement& x) {
  packed added{};
  added.number = x.number;
  added.time = x.time;
  added.id = x.id;
  added.before = x.before.value_or(holding{});
  added.after = x.after.value_or(holding{});
  added.origin = origins_.number_of(x.site, x.category, x.unit);
  added.names = put(two_names{x.name, x.old_name});
  added.who = x.who;
  added.was_there = x.before.has_value();
  added.is_there = x.after.has_value();
  auto index = put_into(rows_, free_rows_, added);
  if (chains_.size() <= where / width)
    chains_.resize(where / width + 1);
  auto& group = chains_[where / width];
  if (!group)
    group = std::make_unique<chains>();
  auto& first = group->first[where % width];
  auto& last = group->last[where % width];
  (first == none ? first : row(last).next) = index;
  last = index;
  ++group->size;
  ++size_;
}

void movement_log::append_to(std::vector<movement>& out, place where) const {
  if (where / width >= chains_.size() || !chains_[where / width])
    return;
  auto index = chains_[where / width]->first[where % width];
  for (; index != none; index = row(index).next)
    out.push_back(unpack(row(index)));
}

void movement_log::forget(place where, uint64_t last) {
  if (where / width >= chains_.size() || !chains_[where / width])
    return;
  auto& group = chains_[where / width];
  auto& first = group->first[where % width];
  while (first != none && row(first).number <= last) {
    auto index = std::exchange(first, row(first).next);
    if (auto names = row(index).names; names != none) {
      names_[names - 1] = {};
      free_names_.push_back(names);
    }
    row(index).number = 0;
    free_rows_.push_back(index);
    --group->size;
    --size_;
  }
  if (group->size == 0)
    group = nullptr;
  if (size_ == 0)
    *this = {};
}

std::vector<movement> movement_log::newest(const history_query& wanted) const {
  std::vector<const packed*> found;
  for (const auto& x : rows_)
    if (x.number != 0 && (wanted.id == 0 || wanted.id == x.id))
      found.push_back(&x);
  auto size = wanted.limit == 0 ? found.size()
                                : std::min(found.size(), wanted.limit);
  auto end = found.begin() + static_cast<std::ptrdiff_t>(size);
  std::ranges::partial_sort(found, end, std::ranges::greater{},
                            &packed::number);
  std::vector<movement> result;
  for (auto x = found.begin(); x != end; ++x)
    result.push_back(unpack(**x));
  return result;
}

// Most movements are about prices: then there is nothing to keep.
uint32_t movement_log::put(two_names x) {
  if (x.name.empty() && x.old_name.empty())
    return none;
  return put_into(names_, free_names_, std::move(x));
}

movement movement_log::unpack(const packed& x) const {
  const auto& from = origins_.list()[x.origin];
  movement result;
  result.number = x.number;
  result.time = x.time;
  result.who = x.who;
  result.site = from.site;
  result.category = from.category;
  result.id = x.id;
  if (x.names != none) {
    result.name = names_[x.names - 1].name;
    result.old_name = names_[x.names - 1].old_name;
  }
  result.unit = from.unit;
  if (x.was_there)
    result.before = x.before;
  if (x.is_there)
    result.after = x.after;
  return result;
}

} // namespace storify
