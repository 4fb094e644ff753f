// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <filesystem>
#include <string>

#include "caf/expected.hpp"

#include "core/scraping/profile.hpp"

namespace storify {

/// Returns where the shop keeps its files: `wanted`, else what the environment
/// says. Source: XDG Base Directory Specification 0.8. Errors: bad_usage when
/// there is no home either.
caf::expected<std::filesystem::path> data_place(const std::string& wanted);

/// Returns where the sample shop and the profiles that ship are found.
std::filesystem::path share_place();

/// Reads the profile in `file`, or that of the sample shop if none is named.
/// Errors: file_not_found, bad_profile.
caf::expected<site_profile> load_profile(const std::string& file);

} // namespace storify
