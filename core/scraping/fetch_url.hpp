// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <string>

#include "caf/expected.hpp"

namespace storify {

/// Returns `url` as it is asked for: blanks and letters beyond ASCII are
/// percent-encoded, a fragment is taken off.
/// Errors: url_not_allowed (malformed, or neither http, https nor file).
caf::expected<std::string> wire_url(const std::string& url);

/// Returns scheme, host and port of `url`, lower case, the port always told
/// (`https://shop.example:443`; `file://:0` for all files), or an empty text if
/// it has none.
std::string origin_of(const std::string& url);

/// Returns `url` without the user and the password in it.
std::string without_login(const std::string& url);

/// Returns `url` as a sentence may show it: without login, harmless on any
/// terminal, cut after 300 bytes.
std::string shown_url(const std::string& url);

} // namespace storify
