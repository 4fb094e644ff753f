// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace storify {

/// Appends `text` to `out` as it is compared by people who don't mind case and
/// accents: compatibility decomposition, no marks, case folded; œ is oe, æ is
/// ae, and curly quotes and dashes are those of a keyboard. A byte that is no
/// UTF-8 stays as it is.
/// Source: Unicode Standard Annex 15 (NFKD), Unicode 3.13 (case folding).
void append_folded(std::string& out, std::string_view text);

/// Returns `text` folded.
std::string folded(std::string_view text);

/// Returns whether people take these for the same name: alike once folded.
bool is_same_name(std::string_view x, std::string_view y);

/// Returns how many bytes `fold` may touch for a text of `bytes` bytes. One
/// character makes the most of its bytes: U+FDFA, 3 bytes, becomes 33.
constexpr size_t room_to_fold(size_t bytes) {
  return 11 * bytes + sizeof(uint64_t);
}

/// Writes `text`, folded, to `out`, where there are `room_to_fold` bytes, and
/// returns the end of it: what a million names are folded with.
char* fold(char* out, std::string_view text);

} // namespace storify
