// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <string>
#include <string_view>

namespace storify {

/// Returns whether `text` stands in JSON as it is. A few texts that would are
/// not seen to.
bool is_plain_json_text(std::string_view text);

/// Appends `text` in quotes, with escapes for whatever needs one and for each
/// control character: what is printed may be shown on a terminal.
/// Source: RFC 8259, section 7.
void append_json_text(std::string& out, std::string_view text);

} // namespace storify
