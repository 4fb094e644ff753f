// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <vector>

#include "messages/movement.hpp"

namespace storify {

/// Gives movements the names that their products had then; files and the
/// inventory know only the last one, or none of a product that is gone.
/// @pre the newest come first, and none of those is left out
void name_as_then(std::vector<movement>& movements);

} // namespace storify
