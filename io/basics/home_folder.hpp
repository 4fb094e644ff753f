// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <filesystem>
#include <string_view>

namespace storify {

/// Returns the path that a person typed, with `$HOME` in the place of a `~`
/// that is its first part: there is no shell that would put it in.
std::filesystem::path with_home(std::string_view path);

} // namespace storify
