// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "main/options.hpp"

namespace storify {

/// Runs a shop from its opening to its close, and returns the exit code. What
/// keeps it from opening is printed to stderr.
int run_shop(const options& wanted);

} // namespace storify
