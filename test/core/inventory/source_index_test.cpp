// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE source_index
#include "test/suite.hpp"

#include "core/inventory/source_index.hpp"

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "messages/lot.hpp"
#include "messages/source_hash.hpp"

using namespace storify;

namespace {

using place = source_index::place;

constexpr source_hash hashes = 1u << source_hash_bits;
constexpr place highest = (place{1} << 36) - 2;

bool holds(const source_index& index, source_hash key, place where) {
  auto is_wanted = [where](place x) { return x == where; };
  return index.find(key, is_wanted) == where;
}

// Returns the places with that hash, in no order.
std::vector<place> all_with(const source_index& index, source_hash key) {
  std::vector<place> seen;
  index.find(key, [&](place x) {
    seen.push_back(x);
    return false;
  });
  return seen;
}

// Does the same random things to an index and a map.
void check_plays_alike(uint32_t seed, source_hash spread) {
  CAF_MESSAGE("seed " << seed << ", " << spread << " hashes");
  std::mt19937 random{seed};
  source_index index;
  std::multimap<source_hash, place> model;
  place next = 0;
  for (int step = 0; step < 40'000; ++step) {
    auto key = static_cast<source_hash>(random() % spread * (hashes / spread));
    if (random() % 3 != 0) {
      index.insert(key, next);
      model.emplace(key, next++);
    } else if (auto known = model.find(key); known != model.end()) {
      index.erase(key, known->second);
      model.erase(known);
    }
  }
  size_t missing = 0;
  for (const auto& [key, where] : model)
    missing += !holds(index, key, where);
  CAF_CHECK_EQUAL(missing, 0u);
  size_t found = 0;
  for (source_hash key = 0; key < spread; ++key)
    found += all_with(index, key * (hashes / spread)).size();
  CAF_CHECK_EQUAL(found, model.size());
}

} // namespace

CAF_TEST(nothing is found in an empty index) {
  source_index index;
  for (source_hash key : {source_hash{0}, source_hash{1}, hashes - 1})
    CAF_CHECK(all_with(index, key).empty());
}

CAF_TEST(what was inserted is found until it is erased) {
  source_index index;
  for (source_hash key : {source_hash{0}, source_hash{7}, hashes - 1})
    for (place where : {place{0}, place{5}, highest}) {
      index.insert(key, where);
      CAF_CHECK(holds(index, key, where));
    }
  index.erase(7, 5);
  CAF_CHECK(!holds(index, 7, 5));
  CAF_CHECK(holds(index, 7, highest));
  CAF_CHECK(holds(index, 0, 5));
}

CAF_TEST(many places are found again) {
  source_index index;
  auto key = [](place x) {
    return source_index::hash_of({"site", std::to_string(x)});
  };
  constexpr place size = 300'000;
  for (place x = 0; x < size; ++x)
    index.insert(key(x), x);
  size_t found = 0;
  for (place x = 0; x < size; ++x)
    found += holds(index, key(x), x);
  CAF_CHECK_EQUAL(found, size);
  for (place x = 0; x < size; x += 2)
    index.erase(key(x), x);
  size_t wrong = 0;
  for (place x = 0; x < size; ++x)
    wrong += holds(index, key(x), x) != (x % 2 == 1);
  CAF_CHECK_EQUAL(wrong, 0u);
}

CAF_TEST(whatever happens the index holds what a map does) {
  uint32_t seed = 1;
  for (source_hash spread : {64u, 4'096u, 65'536u})
    check_plays_alike(seed++, spread);
}

CAF_TEST(hashes that somebody chose alike cost time and no memory) {
  source_index index;
  for (place x = 0; x < 20'000; ++x)
    index.insert(42, x);
  CAF_CHECK_EQUAL(all_with(index, 42).size(), 20'000u);
  for (place x = 0; x < 20'000; x += 100)
    CAF_REQUIRE(holds(index, 42, x));
  CAF_CHECK(all_with(index, 41).empty());
  CAF_CHECK(all_with(index, 43).empty());
}

CAF_TEST(the site is a part of the hash) {
  auto one = source_index::hash_of({"one", "sku:1"});
  CAF_CHECK(one != source_index::hash_of({"two", "sku:1"}));
  CAF_CHECK(one != source_index::hash_of({"one", "sku:2"}));
  offer_view offered;
  lot brought{"one", ""};
  brought.add(offered);
  offered.key = "sku:1";
  brought.add(offered);
  auto second = *std::next(brought.begin());
  CAF_CHECK_EQUAL(one, second.hash);
}
