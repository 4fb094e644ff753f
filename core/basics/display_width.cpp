// SPDX-License-Identifier: BSD-3-Clause
#include "core/basics/display_width.hpp"

#include <algorithm>

#include <utf8proc.h>

#include "core/basics/text.hpp"

namespace storify {

namespace {

struct letter {
  utf8proc_int32_t code = 0;
  size_t bytes = 1;
};

// Reads the character at the start of `text`; a stray byte counts as one.
letter first_letter(std::string_view text) {
  letter x;
  auto bytes = utf8proc_iterate(
    reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
    static_cast<utf8proc_ssize_t>(text.size()), &x.code);
  if (bytes < 1)
    return {0xFFFD, 1};
  x.bytes = static_cast<size_t>(bytes);
  return x;
}

size_t width_of(utf8proc_int32_t code) {
  return static_cast<size_t>(std::max(0, utf8proc_charwidth(code)));
}

} // namespace

std::optional<size_t> plain_width(std::string_view text) {
  size_t width = text.size();
  for (size_t i = 0; i < text.size(); ++i) {
    auto c = static_cast<unsigned char>(text[i]);
    if (c >= ' ' && c <= '~')
      continue;
    // Two bytes for one column. What is cut off in the middle isn't plain.
    auto is_latin = c >= 0xC3 && c <= 0xCB && ++i < text.size()
                    && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80;
    if (!is_latin)
      return std::nullopt;
    --width;
  }
  return width;
}

size_t display_width(std::string_view text) {
  size_t width = 0;
  for (size_t at = 0; at < text.size();) {
    auto x = first_letter(text.substr(at));
    width += width_of(x.code);
    at += x.bytes;
  }
  return width;
}

std::string cut_to_width(std::string_view text, size_t width) {
  constexpr std::string_view ellipsis = "…";
  if (text.size() <= width || display_width(text) <= width)
    return std::string{text};
  if (width == 0)
    return {};
  size_t end = 0; // Of the last cluster that leaves room for the ellipsis.
  size_t used = 0;
  utf8proc_int32_t before = 0;
  utf8proc_int32_t state = 0;
  for (size_t at = 0; at < text.size() && used < width;) {
    auto x = first_letter(text.substr(at));
    if (at == 0 || utf8proc_grapheme_break_stateful(before, x.code, &state))
      end = at;
    before = x.code;
    used += width_of(x.code);
    at += x.bytes;
  }
  return std::string{text.substr(0, end)}.append(ellipsis);
}

std::string excerpt(std::string_view text) {
  return cut_to_width(printable(text), 40);
}

} // namespace storify
