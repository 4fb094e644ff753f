// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace storify {

/// Which seeds are played: $STORIFY_SEEDS of them from $STORIFY_FIRST_SEED on,
/// or the part of them that a kind of damage gets.
struct effort {
  uint64_t first = 1;
  uint64_t count = 1'000;
};

inline effort wanted_effort(uint64_t part = 1) {
  effort result;
#ifdef __SANITIZE_ADDRESS__
  result.count = 100;
#endif
  if (const auto* first = std::getenv("STORIFY_FIRST_SEED"))
    result.first = std::stoull(first);
  if (const auto* count = std::getenv("STORIFY_SEEDS"))
    result.count = std::stoull(count);
  result.count = std::max<uint64_t>(1, result.count / part);
  return result;
}

} // namespace storify
