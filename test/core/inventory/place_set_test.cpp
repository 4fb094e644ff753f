// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE place_set
#include "test/suite.hpp"

#include "core/inventory/place_set.hpp"

#include <vector>

using namespace storify;

namespace {

using places = std::vector<place_set::place>;

constexpr size_t everything = 1'000'000;

place_set set_of(const places& all) {
  place_set result;
  for (auto x : all)
    result.insert(x);
  return result;
}

} // namespace

CAF_TEST(a new set is empty) {
  place_set set;
  CAF_CHECK(set.empty());
  CAF_CHECK(set.take(10).empty());
}

CAF_TEST(places are taken ascending and each once) {
  auto set = set_of({70'000, 3, 1, 3, 600, 1});
  CAF_CHECK_EQUAL(set.take(everything), (places{1, 3, 600, 70'000}));
  CAF_CHECK(set.empty());
}

CAF_TEST(about as many are taken as are wanted) {
  places all;
  for (size_t x = 0; x < 5'000; ++x)
    all.push_back(x);
  auto set = set_of(all);
  places taken;
  while (!set.empty()) {
    auto some = set.take(1'100);
    CAF_CHECK(!some.empty());
    CAF_CHECK(some.size() <= 1'100);
    taken.insert(taken.end(), some.begin(), some.end());
  }
  CAF_CHECK_EQUAL(taken, all);
}

CAF_TEST(a group is divided only if it has more than is wanted) {
  auto set = set_of({1, 2, 3, 1'000, 1'001});
  CAF_CHECK_EQUAL(set.take(2), (places{1, 2}));
  CAF_CHECK_EQUAL(set.take(2), places{3});
  CAF_CHECK_EQUAL(set.take(2), (places{1'000, 1'001}));
  CAF_CHECK(set.empty());
}

CAF_TEST(the lowest are taken first whatever came first) {
  auto set = set_of({9'000, 1'000});
  set.insert(1);
  CAF_CHECK_EQUAL(set.take(1), places{1});
  set.insert(2);
  CAF_CHECK_EQUAL(set.take(2), (places{2, 1'000}));
  CAF_CHECK_EQUAL(set.take(2), places{9'000});
}

CAF_TEST(what is erased is not taken) {
  auto set = set_of({1, 2, 1'000});
  set.erase(2);
  set.erase(3);
  set.erase(1'000);
  set.erase(70'000);
  CAF_CHECK_EQUAL(set.take(everything), places{1});
  CAF_CHECK(set.empty());
  set.insert(1'000);
  set.erase(1'000);
  CAF_CHECK(set.empty());
}

CAF_TEST(a place may come again after it was taken) {
  auto set = set_of({5});
  set.take(everything);
  set.insert(5);
  CAF_CHECK_EQUAL(set.take(everything), places{5});
}

CAF_TEST(a set that is merged leaves nothing behind) {
  auto first = set_of({1, 1'000});
  auto second = set_of({1, 2, 9'000});
  first.merge(second);
  CAF_CHECK(second.empty());
  CAF_CHECK_EQUAL(first.take(everything), (places{1, 2, 1'000, 9'000}));
  second.insert(7);
  first.merge(second);
  CAF_CHECK(second.empty());
  CAF_CHECK_EQUAL(first.take(everything), places{7});
}
