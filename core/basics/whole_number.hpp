// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace storify {

/// Returns the whole number, >= 0, that `text` is, or nothing.
std::optional<int64_t> read_whole_number(std::string_view text);

} // namespace storify
