// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "main/options.hpp"

namespace storify {

/// Runs `storify check`: reads all that is stored, prints what was found, and
/// returns the exit code, 0 if all is well and 5 if something is not.
int run_check(const options& wanted);

} // namespace storify
