// SPDX-License-Identifier: BSD-3-Clause
#include "messages/source_hash.hpp"

#include <functional>

namespace storify {

uint64_t hash_of_site(std::string_view site) {
  return std::hash<std::string_view>{}(site);
}

source_hash hash_of_source(uint64_t site, std::string_view key) {
  // Source: Knuth, The Art of Computer Programming, volume 3, section 6.4.
  constexpr uint64_t golden_ratio = 0x9e3779b97f4a7c15;
  auto mixed = (std::hash<std::string_view>{}(key) + site) * golden_ratio;
  return static_cast<source_hash>(mixed >> (64 - source_hash_bits));
}

} // namespace storify
