// SPDX-License-Identifier: BSD-3-Clause
#include "core/inventory/product_table.hpp"

#include <algorithm>
#include <utility>

namespace storify {

namespace {

// Large enough that sharing a million products copies only some thousand
// pointers, small enough that the copy of one chunk goes unnoticed.
constexpr size_t rows_per_chunk = 256;

auto find_row(const snapshot::chunk& rows, product_id id) {
  auto before = [](const product& x, product_id wanted) {
    return x.id < wanted;
  };
  auto row = std::lower_bound(rows.begin(), rows.end(), id, before);
  return row != rows.end() && row->id == id ? row : rows.end();
}

} // namespace

void product_table::append(product x) {
  if (slots_.empty() || slots_.back().rows->size() == rows_per_chunk) {
    slots_.push_back({std::make_shared<snapshot::chunk>(), generation_});
    slots_.back().rows->reserve(rows_per_chunk);
  }
  writable(slots_.back()).push_back(std::move(x));
  ++size_;
}

const product* product_table::find(product_id id) const {
  auto index = slot_of(id);
  if (index == slots_.size())
    return nullptr;
  const auto& rows = *slots_[index].rows;
  auto row = find_row(rows, id);
  return row == rows.end() ? nullptr : &*row;
}

product* product_table::find_to_write(product_id id) {
  const auto* row = find(id);
  if (row == nullptr)
    return nullptr;
  auto& slot = slots_[slot_of(id)];
  auto index = row - slot.rows->data();
  return writable(slot).data() + index;
}

void product_table::erase(product_id id) {
  const auto* row = find(id);
  if (row == nullptr)
    return;
  auto slot_index = static_cast<std::ptrdiff_t>(slot_of(id));
  auto& slot = slots_[static_cast<size_t>(slot_index)];
  auto row_index = row - slot.rows->data();
  --size_;
  if (slot.rows->size() == 1) {
    slots_.erase(slots_.begin() + slot_index);
    return;
  }
  auto& rows = writable(slot);
  rows.erase(rows.begin() + row_index);
}

std::vector<snapshot::chunk_ptr> product_table::share() {
  ++generation_;
  std::vector<snapshot::chunk_ptr> result;
  result.reserve(slots_.size());
  for (const auto& slot : slots_)
    result.push_back(slot.rows);
  return result;
}

size_t product_table::slot_of(product_id id) const {
  auto before = [](const shelf& x, product_id wanted) {
    return x.rows->back().id < wanted;
  };
  auto found = std::lower_bound(slots_.begin(), slots_.end(), id, before);
  return static_cast<size_t>(found - slots_.begin());
}

// Counting generations instead of asking `use_count` keeps this free of any
// ordering question with the threads that drop snapshots.
snapshot::chunk& product_table::writable(shelf& x) {
  if (x.written_in != generation_) {
    auto copy = std::make_shared<snapshot::chunk>();
    copy->reserve(rows_per_chunk);
    copy->assign(x.rows->begin(), x.rows->end());
    x = {std::move(copy), generation_};
  }
  return *x.rows;
}

} // namespace storify
