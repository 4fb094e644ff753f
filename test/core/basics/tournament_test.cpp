// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE tournament
#include "test/suite.hpp"

#include "core/basics/tournament.hpp"

#include <algorithm>
#include <functional>
#include <vector>

using namespace storify;

namespace {

using merger = tournament<int, std::less<>>;

// Deals numbers out to `count` runs, some of which may get none, and merges.
void check_merge(std::vector<int> numbers, size_t count) {
  std::vector<std::vector<int>> parts(count);
  for (size_t i = 0; i < numbers.size(); ++i)
    parts[(i * i + i / 3) % count].push_back(numbers[i]);
  std::vector<merger::run> runs;
  for (auto& part : parts) {
    std::sort(part.begin(), part.end());
    runs.push_back({part.data(), part.data() + part.size()});
  }
  std::vector<int> merged;
  for (merger x{runs, {}}; !x.empty(); x.pop())
    merged.push_back(x.top());
  std::sort(numbers.begin(), numbers.end());
  CAF_CHECK_EQUAL(merged, numbers);
}

} // namespace

CAF_TEST(no run is nothing) {
  merger none{{}, {}};
  CAF_CHECK(none.empty());
}

CAF_TEST(any number of runs is merged in order) {
  std::vector<int> numbers;
  for (auto i = 0; i < 1'000; ++i)
    numbers.push_back(i * 7919 % 641);
  for (size_t count = 1; count <= 40; ++count) {
    check_merge({}, count);
    check_merge({3}, count);
    check_merge({2, 2, 1}, count);
    check_merge(numbers, count);
  }
}
