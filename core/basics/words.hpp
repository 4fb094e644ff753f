// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "caf/expected.hpp"

namespace storify {

/// Returns the words of `line`, split and unquoted as a shell does it: blanks
/// separate; '...' keeps all as it is; "..." keeps all but \$ \` \" \\; $'...'
/// keeps all but \n \r \t \' \" \\; outside of quotes a backslash keeps the
/// next character. Nothing else is special: no variable, no pattern, no
/// comment. Errors: bad_usage, naming the character where an open quote begins.
/// Source: POSIX.1-2024, Shell Command Language, 2.2 and 2.3.
caf::expected<std::vector<std::string>> split_words(std::string_view line);

} // namespace storify
