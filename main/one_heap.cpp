// SPDX-License-Identifier: BSD-3-Clause
#include "main/one_heap.hpp"

#include <malloc.h>

namespace storify {

namespace {

// The most that glibc allows, its own 8 bytes included.
constexpr int most_fast_bytes = 160;

static_assert(small_piece + 8 == most_fast_bytes);

} // namespace

void use_one_heap() {
  ::mallopt(M_ARENA_MAX, 1);
  ::mallopt(M_MXFAST, most_fast_bytes);
}

} // namespace storify
