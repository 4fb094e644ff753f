// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace storify {

/// How much is tried: in a soak, as many days as STORIFY_SOAK says; else one,
/// and under a sanitizer not every call of it.
struct effort {
  uint64_t days = 1;
  uint64_t stride = 1; ///< From call to call.
  uint64_t cuts = 3;   ///< Chances that each power cut gets.
};

inline effort wanted_effort() {
  effort result;
#ifdef __SANITIZE_ADDRESS__
  result.stride = 23;
#endif
  if (const auto* days = std::getenv("STORIFY_SOAK")) {
    result.days = std::stoull(days);
    result.cuts = 8;
  }
  return result;
}

} // namespace storify
