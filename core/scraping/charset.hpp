// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <string>
#include <string_view>

namespace storify {

/// Returns the name of the encoding of a page: as its byte order mark says,
/// else its `content_type`, else a meta element in its first 1024 bytes; else
/// UTF-8 if it is that, else windows-1252. A name that stands for another
/// encoding in browsers is replaced: ISO-8859-1 and ASCII mean windows-1252.
/// Source: WHATWG HTML, section 13.2.3; WHATWG Encoding, section 4.2.
std::string charset_of(std::string_view body, std::string_view content_type);

/// Returns `body` as valid UTF-8 without a byte order mark. U+FFFD stands for
/// what is no text in that encoding; one that nobody knows is read as UTF-8.
std::string to_utf8(std::string body, std::string_view charset);

} // namespace storify
