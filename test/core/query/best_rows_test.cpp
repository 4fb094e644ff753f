// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE best_rows
#include "test/suite.hpp"

#include "core/query/best_rows.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

using namespace storify;

namespace {

using numbers = std::vector<uint64_t>;

// Keys come with gaps and twice, in an order that depends on `factor`.
std::vector<sort_entry> entries(uint64_t factor, uint64_t count) {
  std::vector<sort_entry> result;
  for (uint64_t row = 0; row < count; ++row)
    result.push_back({row * factor % 5003 / 2, nullptr, row});
  return result;
}

numbers rows_of(const std::vector<sort_entry>& entries) {
  numbers result;
  for (const auto& x : entries)
    result.push_back(x.row);
  return result;
}

void check_best(std::vector<sort_entry> all, size_t wanted, bool desc) {
  best_rows best{wanted, sooner{desc}};
  for (const auto& x : all)
    if (best.wants(x))
      best.add(x);
  auto found = rows_of(best.sort());
  std::ranges::sort(all, sooner{desc});
  all.resize(std::min(all.size(), wanted));
  CAF_CHECK_EQUAL(found, rows_of(all));
}

} // namespace

CAF_TEST(the best rows are those that sorting all would put in front) {
  for (uint64_t factor : {0, 1, 5002, 7919})
    for (size_t wanted : {1, 2, 20, 1'000, 9'999})
      for (auto desc : {false, true}) {
        check_best(entries(factor, 5'000), wanted, desc);
        check_best(entries(factor, 7), wanted, desc);
        check_best({}, wanted, desc);
      }
}

CAF_TEST(rows behind those that are kept are not wanted) {
  best_rows best{1, sooner{false}};
  for (const auto& x : entries(1, 5'000))
    if (best.wants(x))
      best.add(x);
  CAF_CHECK(!best.wants({1, nullptr, 9'999}));
  CAF_CHECK(!best.wants({0, nullptr, 9'999}));
}
