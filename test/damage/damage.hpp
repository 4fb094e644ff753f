// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <string>

namespace storify {

/// What a file may become without anybody's doing, and what happened to it.
struct damaged_text {
  std::string text;
  std::string what;
};

/// Returns `text` with a random damage: bits flipped, a run zeroed or cut out,
/// blocks swapped, the end cut off, garbage behind it. The same seed does the
/// same; the result always differs. @pre `text` is not empty
damaged_text damage(const std::string& text, uint64_t seed);

} // namespace storify
