// SPDX-License-Identifier: BSD-3-Clause
#include "core/rows/json_text.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>

#include <fmt/format.h>

#include "core/rows/byte_words.hpp"

namespace storify {

namespace {

// 0xC2 begins some of the control characters, and a few others.
bool is_simple_byte(char c) {
  auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte != '"' && byte != '\\' && byte != 0x7F
         && byte != 0xC2;
}

// Returns how many bytes at the start of `text` are a control character. DEL
// and U+0080 to U+009F are some too: JSON would allow them, but what is printed
// may be shown on a terminal.
size_t control_size(std::string_view text) {
  auto c = static_cast<unsigned char>(text[0]);
  if (c < 0x20 || c == 0x7F)
    return 1;
  auto is_c1 = c == 0xC2 && text.size() > 1
               && static_cast<unsigned char>(text[1]) < 0xA0;
  return is_c1 ? 2 : 0;
}

} // namespace

bool is_plain_json_text(std::string_view text) {
  return !any_word(text, [](byte_word x) {
    return control_bytes(x) | bytes_equal(x, '"') | bytes_equal(x, '\\')
           | bytes_equal(x, '\x7F') | bytes_equal(x, '\xC2');
  });
}

void append_json_text(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    auto stop = std::ranges::find_if_not(text, is_simple_byte);
    out.append(text.begin(), stop);
    text.remove_prefix(static_cast<size_t>(stop - text.begin()));
    if (text.empty())
      break;
    auto size = control_size(text);
    if (size > 0) {
      auto code = static_cast<unsigned char>(text[size - 1]);
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", code);
    } else {
      if (text[0] == '"' || text[0] == '\\')
        out += '\\';
      out += text[0];
      size = 1;
    }
    text.remove_prefix(size);
  }
  out += '"';
}

} // namespace storify
