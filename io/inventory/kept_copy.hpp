// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <filesystem>
#include <string_view>

#include "caf/expected.hpp"

namespace storify {

/// Copies a file, and its log if it is a database that has one, beside it under
/// its name with `ending` behind it, and a number where that is taken. Returns
/// the name of the copy once the disk has it. Errors: storage_failed.
caf::expected<std::filesystem::path>
keep_copy(const std::filesystem::path& file, std::string_view ending);

} // namespace storify
