// SPDX-License-Identifier: BSD-3-Clause
#include "core/basics/folding.hpp"

#include <array>

#include <utf8proc.h>

namespace storify {

namespace {

// The longest that one character becomes (U+FDFA) has 18.
constexpr size_t max_parts = 32;

void append_character(std::string& out, utf8proc_int32_t code) {
  std::array<utf8proc_uint8_t, 4> bytes{};
  auto size = utf8proc_encode_char(code, bytes.data());
  out.append(reinterpret_cast<const char*>(bytes.data()),
             static_cast<size_t>(size));
}

// Unicode does not decompose these; a French word is looked up without them.
std::string_view letters_of_ligature(utf8proc_int32_t code) {
  switch (code) {
    case 0x0153: return "oe";
    case 0x00E6: return "ae";
    default: return {};
  }
}

void append_folded_character(std::string& out, utf8proc_int32_t code) {
  constexpr auto options = static_cast<utf8proc_option_t>(
    UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK
    | UTF8PROC_CASEFOLD);
  std::array<utf8proc_int32_t, max_parts> parts{};
  auto boundary = 0;
  auto count = utf8proc_decompose_char(code, parts.data(), max_parts, options,
                                       &boundary);
  for (size_t i = 0; i < static_cast<size_t>(count); ++i)
    if (auto letters = letters_of_ligature(parts[i]); !letters.empty())
      out += letters;
    else
      append_character(out, parts[i]);
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

} // namespace

// No canonical ordering is needed: all that it orders are the marks, and these
// are left out. So characters are folded one by one, plain ASCII at no cost.
void append_folded(std::string& out, std::string_view text) {
  while (!text.empty()) {
    utf8proc_int32_t code = -1;
    utf8proc_ssize_t size = 1;
    if (static_cast<unsigned char>(text[0]) >= 0x80)
      size = utf8proc_iterate(
        reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
        static_cast<utf8proc_ssize_t>(text.size()), &code);
    if (code >= 0)
      append_folded_character(out, code);
    else
      out += lower(text[0]);
    text.remove_prefix(size > 0 ? static_cast<size_t>(size) : 1);
  }
}

std::string folded(std::string_view text) {
  std::string result;
  append_folded(result, text);
  return result;
}

} // namespace storify
