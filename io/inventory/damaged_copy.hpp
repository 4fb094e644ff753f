// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <filesystem>

#include "caf/expected.hpp"

namespace storify {

/// Copies a database and its log, if there is one, beside it under the name of
/// the file with `.damaged` behind it, and a number where that is taken.
/// Returns the name of the copy once the disk has it. Errors: storage_failed.
caf::expected<std::filesystem::path>
keep_damaged_copy(const std::filesystem::path& file);

} // namespace storify
