// SPDX-License-Identifier: BSD-3-Clause
#include "core/query/sort_keys.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>
#include <string>

#include "core/basics/folding.hpp"

namespace storify {

namespace {

using text_size = uint32_t;

std::string_view text_of(const sort_entry& x) {
  text_size size = 0;
  std::memcpy(&size, x.text, sizeof(size));
  return {x.text + sizeof(size), size};
}

// Returns a number that sorts as these eight bytes do.
uint64_t as_number(const char* bytes) {
  uint64_t number = 0;
  std::memcpy(&number, bytes, sizeof(number));
  return std::endian::native == std::endian::little ? __builtin_bswap64(number)
                                                    : number;
}

std::string text_of(const origin& x, sort_column by) {
  switch (by) {
    case sort_column::currency: return std::string{x.unit.code()};
    case sort_column::category: return folded(x.category);
    case sort_column::site: return folded(x.site);
    default: return {};
  }
}

// Returns for each origin how many texts are before its own.
std::vector<uint64_t> ranks(const std::vector<origin>& origins,
                            sort_column by) {
  std::vector<std::string> texts;
  for (const auto& x : origins)
    texts.push_back(text_of(x, by));
  auto sorted = texts;
  std::ranges::sort(sorted);
  std::vector<uint64_t> result;
  for (const auto& x : texts) {
    auto before = std::ranges::lower_bound(sorted, x) - sorted.begin();
    result.push_back(static_cast<uint64_t>(before));
  }
  return result;
}

} // namespace

bool sooner::is_text_sooner(const sort_entry& a, const sort_entry& b) const {
  auto order = a.text ? text_of(a).compare(text_of(b)) : 0;
  return order != 0 ? (order < 0) != desc : a.row < b.row;
}

sort_keys::sort_keys(const snapshot& from, sort_column by)
  : by_(by), ranks_(ranks(from.origins(), by)) {
}

sort_entry sort_keys::entry_of(const snapshot::const_iterator& x) {
  sort_entry result{0, nullptr, x.where()};
  const auto& row = x.packed();
  switch (by_) {
    case sort_column::id: result.key = x.where(); break; // Ascends as ids do.
    case sort_column::name: set_text(result, x.name()); break;
    case sort_column::price: result.key = row.cents; break;
    case sort_column::quantity: result.key = row.quantity; break;
    case sort_column::currency:
    case sort_column::category:
    case sort_column::site: result.key = ranks_[row.origin]; break;
    case sort_column::key: set_text(result, x.key()); break;
    case sort_column::url: set_text(result, (*x).url); break;
  }
  return result;
}

void sort_keys::set_text(sort_entry& out, std::string_view text) {
  constexpr auto head = sizeof(text_size);
  constexpr uint64_t zeros = 0;
  auto room = head + room_to_fold(text.size()) + sizeof(zeros);
  if (folded_.size() < room)
    folded_.resize(2 * room);
  auto* begin = folded_.data() + head;
  auto* end = fold(begin, text);
  std::memcpy(end, &zeros, sizeof(zeros)); // Behind a text shorter than a key.
  auto size = static_cast<text_size>(end - begin);
  std::memcpy(folded_.data(), &size, head);
  out.key = as_number(begin);
  out.text = folded_.data();
}

void sort_keys::sort(std::span<sort_entry> entries, sooner order) {
  std::ranges::sort(entries, order);
  for (auto& x : entries)
    keep(x);
  unsorted_.release();
}

void sort_keys::copy_text(sort_entry& x,
                          std::pmr::monotonic_buffer_resource& to) {
  if (!x.text)
    return;
  auto size = sizeof(text_size) + text_of(x).size();
  auto* text = static_cast<char*>(to.allocate(size, 1));
  std::memcpy(text, x.text, size);
  x.text = text;
}

} // namespace storify
