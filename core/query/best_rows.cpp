// SPDX-License-Identifier: BSD-3-Clause
#include "core/query/best_rows.hpp"

#include <algorithm>

namespace storify {

namespace {

// So that few rows aren't cut again and again.
constexpr size_t least_gathered = 256;

} // namespace

best_rows::best_rows(size_t wanted, sooner order)
  : wanted_(wanted), most_(2 * wanted + least_gathered), order_(order) {
}

const std::vector<sort_entry>& best_rows::sort() {
  std::ranges::sort(rows_, order_);
  rows_.resize(std::min(rows_.size(), wanted_));
  return rows_;
}

void best_rows::cut() {
  auto last = rows_.begin() + static_cast<std::ptrdiff_t>(wanted_ - 1);
  std::ranges::nth_element(rows_, last, order_);
  rows_.resize(wanted_);
  last_ = *last;
  has_last_ = true;
}

} // namespace storify
