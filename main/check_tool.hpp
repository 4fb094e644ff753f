// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "main/options.hpp"

namespace storify {

/// Runs `storify check`: reads all that is stored, with `--repair` mends it,
/// prints what was found and done, and returns the exit code: 0 if all is well
/// afterwards, 5 if something is not, 3 if there is nothing.
int run_check(const options& wanted);

} // namespace storify
