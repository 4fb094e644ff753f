// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>

#include "messages/product.hpp"

namespace storify {

/// Returns how many pieces of a product there are when its shop doesn't tell:
/// 0..50, always the same for the same seed and source, on every machine.
int64_t invented_quantity(uint64_t seed, const source_key& source);

} // namespace storify
