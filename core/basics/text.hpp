// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace storify {

/// Returns whether `text` is valid UTF-8.
bool is_utf8(std::string_view text);

/// Returns how many bytes the byte order mark takes that `text` begins with:
/// 3, or 0 if there is none.
size_t byte_order_mark_size(std::string_view text);

/// Returns `text` with U+FFFD in the place of each byte that is not UTF-8.
std::string valid_utf8(std::string_view text);

/// Returns text from the web as a product may carry it: valid UTF-8 (U+FFFD
/// stands for what is not), every run of white space one plain space, none at
/// either end, nothing that `has_control_characters` would find. No-break and
/// narrow spaces are white space too: a name is to be found by what a person
/// types, and people type plain spaces.
std::string clean_text(std::string_view text);

/// Returns whether `text` holds a control character (a tab and a line feed are
/// some), or one that changes the direction of what follows or can't be seen.
bool has_control_characters(std::string_view text);

/// Returns `text` as one line that is harmless on any terminal: pictures
/// (U+2409, U+240A, U+240D) stand for tabs and line breaks, U+FFFD for each
/// byte that is not UTF-8 and each other control character.
std::string printable(std::string_view text);

/// Returns whether `printable` tells all of `text`: no U+FFFD is put into it.
bool is_printable(std::string_view text);

/// Returns how many there are of a thing, named in the singular: `1 product`,
/// `2 categories`.
std::string counted(uint64_t number, std::string_view thing);
std::string counted(int64_t number, std::string_view thing);

/// Returns names as a sentence lists them: with commas, and where they are many
/// the first twenty.
std::string some_of(const std::vector<std::string>& names);

/// Returns the longest beginning of `text` that has at most `max_bytes` and
/// doesn't end within a character. Expects valid UTF-8.
std::string_view cut_at_character(std::string_view text, size_t max_bytes);

} // namespace storify
