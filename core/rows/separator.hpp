// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <string_view>

namespace storify {

/// Returns what parts the cells of a CSV text that a person brings: a comma, a
/// semicolon (as in French spreadsheets) or a tab, whichever makes most sense
/// of the first record.
char separator_of(std::string_view text);

} // namespace storify
