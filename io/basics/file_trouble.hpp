// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "caf/error.hpp"

namespace storify {

/// Returns what the system says about the error number `code`.
std::string system_text(int code);

/// Returns what a person can do about the error number `code`.
std::string_view way_out(int code);

/// Makes the error storage_failed: `file` can't be `done`, since the system
/// answered `code`, and the way out.
caf::error file_trouble(const std::filesystem::path& file,
                        std::string_view done, int code);

} // namespace storify
