// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <string>
#include <string_view>

#include "caf/expected.hpp"

namespace storify {

/// Returns the absolute URL that `reference`, as a page writes it, means on the
/// page `base`: its fragment dropped, `.` and `..` resolved, blanks and what is
/// not ASCII percent-encoded. Source: RFC 3986, section 5.
/// Errors: url_not_allowed: it is no URL, or neither http, https nor file.
caf::expected<std::string> resolve_url(std::string_view base,
                                       std::string_view reference);

/// Returns whether the page `from` may lead to `to`, both as `resolve_url`
/// returns them: a page of the web to pages of the web alone, a local page to
/// files below `folder` alone, which is a file: URL that ends in a slash. The
/// root of the disk is too wide a folder: below it nothing is followed.
bool may_follow(std::string_view from, std::string_view to,
                std::string_view folder);

/// Returns the URL of the file at `path`, which is absolute.
std::string file_url(std::string_view path);

/// Returns the path of the file that `url` names, its query left out.
/// Errors: url_not_allowed: it is not the URL of a file on this machine.
caf::expected<std::string> path_of_file_url(std::string_view url);

} // namespace storify
