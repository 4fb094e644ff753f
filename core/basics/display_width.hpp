// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace storify {

/// Returns how many columns `text` takes if it has only ASCII and Latin letters
/// (U+00C0 to U+02FF), which are harmless and one column each; else nothing.
/// Nearly every text is so, and this is quick.
std::optional<size_t> plain_width(std::string_view text);

/// Returns how many columns of a terminal `text` takes: 2 for each wide
/// character (CJK, emoji), 0 for combining marks and controls, 1 for others.
/// Source: Unicode Standard Annex 11, as utf8proc implements it.
size_t display_width(std::string_view text);

/// Returns `text` if it takes at most `width` columns, else its beginning and
/// "…", together at most `width`; never cuts a character from its marks.
std::string cut_to_width(std::string_view text, size_t width);

/// Returns the beginning of `text` as it can be named in a sentence: harmless
/// on a terminal and at most 40 columns wide.
std::string excerpt(std::string_view text);

} // namespace storify
