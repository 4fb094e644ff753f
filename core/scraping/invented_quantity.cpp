// SPDX-License-Identifier: BSD-3-Clause
#include "core/scraping/invented_quantity.hpp"

#include <string_view>

namespace storify {

namespace {

// FNV-1a, 64 bits. Source: IETF draft-eastlake-fnv-21, sections 2 and 5.
constexpr uint64_t fnv_offset_basis = 0xCBF29CE484222325;
constexpr uint64_t fnv_prime = 0x00000100000001B3;

uint64_t fnv1a(uint64_t hash, std::string_view bytes) {
  for (auto byte : bytes) {
    hash ^= static_cast<unsigned char>(byte);
    hash *= fnv_prime;
  }
  return hash;
}

// FNV-1a leaves neighbours similar in their high bits; this spreads them.
// Source: Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators
// (2014), the finalizer of SplitMix64.
uint64_t spread(uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
  return x ^ (x >> 31);
}

} // namespace

int64_t invented_quantity(uint64_t seed, const source_key& source) {
  constexpr uint64_t quantities = 51;
  auto hash = fnv1a(fnv_offset_basis ^ spread(seed), source.site);
  hash = fnv1a(fnv1a(hash, std::string_view{"\0", 1}), source.key);
  return static_cast<int64_t>(spread(hash) % quantities);
}

} // namespace storify
