// SPDX-License-Identifier: BSD-3-Clause
#include "main/one_heap.hpp"

#include <malloc.h>

namespace storify {

void use_one_heap() {
  ::mallopt(M_ARENA_MAX, 1);
}

} // namespace storify
