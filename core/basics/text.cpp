// SPDX-License-Identifier: BSD-3-Clause
#include "core/basics/text.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include <utf8proc.h>

namespace storify {

namespace {

constexpr std::string_view replacement = "\uFFFD";

/// One character of a text, or one byte that belongs to none.
struct character {
  int32_t code = -1; ///< A Unicode scalar value; -1: not UTF-8.
  size_t size = 1;   ///< In bytes.
};

// Expects that `text` isn't empty.
character first_character(std::string_view text) {
  if (static_cast<unsigned char>(text[0]) < 0x80)
    return {text[0], 1};
  utf8proc_int32_t code = -1;
  auto size = utf8proc_iterate(
    reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
    static_cast<utf8proc_ssize_t>(text.size()), &code);
  return size > 0 ? character{code, static_cast<size_t>(size)} : character{};
}

// Most of a page is ASCII: eight bytes of it are skipped at once.
size_t ascii_prefix(std::string_view text) {
  size_t size = 0;
  for (uint64_t word = 0; size + sizeof(word) <= text.size();
       size += sizeof(word)) {
    std::memcpy(&word, text.data() + size, sizeof(word));
    if ((word & 0x8080808080808080u) != 0)
      break;
  }
  return size;
}

bool is_white_space(int32_t code) {
  if (code < 0x80)
    return code == ' ' || (code >= '\t' && code <= '\r');
  switch (utf8proc_category(code)) {
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP: return true;
    default: return code == 0x85;
  }
}

bool is_control(int32_t code) {
  return (code >= 0 && code < 0x20) || (code >= 0x7F && code < 0xA0)
         || code == 0x200B || code == 0xFEFF   // can't be seen
         || code == 0x2028 || code == 0x2029   // end a line
         || (code >= 0x202A && code <= 0x202E) // change the direction
         || (code >= 0x2066 && code <= 0x2069);
}

// Returns what shows a tab or the end of a line, or nothing.
std::string_view picture_of(int32_t code) {
  switch (code) {
    case '\t': return "\u2409";
    case '\n': return "\u240A";
    case '\r': return "\u240D";
    default: return {};
  }
}

// Returns what is shown in place of a character, nothing if it is harmless.
std::string_view stand_in(const character& x) {
  auto picture = picture_of(x.code);
  if (!picture.empty())
    return picture;
  return x.code < 0 || is_control(x.code) ? replacement : std::string_view{};
}

} // namespace

size_t byte_order_mark_size(std::string_view text) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  return text.starts_with(mark) ? mark.size() : 0;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    text.remove_prefix(ascii_prefix(text));
    if (text.empty())
      break;
    auto next = first_character(text);
    if (next.code < 0)
      return false;
    text.remove_prefix(next.size);
  }
  return true;
}

std::string valid_utf8(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    auto next = first_character(text);
    result += next.code < 0 ? replacement : text.substr(0, next.size);
    text.remove_prefix(next.size);
  }
  return result;
}

std::string clean_text(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  auto space = false; // owed before the next character
  while (!text.empty()) {
    auto next = first_character(text);
    if (is_white_space(next.code)) {
      space = !result.empty();
    } else if (!is_control(next.code)) {
      if (space)
        result += ' ';
      space = false;
      result += next.code < 0 ? replacement : text.substr(0, next.size);
    }
    text.remove_prefix(next.size);
  }
  return result;
}

bool has_control_characters(std::string_view text) {
  while (!text.empty()) {
    auto next = first_character(text);
    if (is_control(next.code))
      return true;
    text.remove_prefix(next.size);
  }
  return false;
}

std::string printable(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    auto next = first_character(text);
    auto other = stand_in(next);
    result += other.empty() ? text.substr(0, next.size) : other;
    text.remove_prefix(next.size);
  }
  return result;
}

bool is_printable(std::string_view text) {
  while (!text.empty()) {
    auto next = first_character(text);
    if (stand_in(next) == replacement)
      return false;
    text.remove_prefix(next.size);
  }
  return true;
}

std::string counted(uint64_t number, std::string_view thing) {
  auto result = std::to_string(number).append(" ").append(thing);
  if (number == 1)
    return result;
  if (!thing.ends_with('y'))
    return result.append("s");
  result.pop_back();
  return result.append("ies");
}

std::string counted(int64_t number, std::string_view thing) {
  auto sign = number < 0 ? "-" : "";
  auto size = static_cast<uint64_t>(number);
  return sign + counted(number < 0 ? 0 - size : size, thing);
}

std::string some_of(const std::vector<std::string>& names) {
  constexpr size_t most = 20;
  std::string result;
  for (size_t i = 0; i < std::min(names.size(), most); ++i)
    result.append(i == 0 ? "" : ", ").append(names[i]);
  return names.size() > most ? result + ", …" : result;
}

std::string_view cut_at_character(std::string_view text, size_t max_bytes) {
  if (text.size() <= max_bytes)
    return text;
  auto is_inside = [&](size_t at) {
    return (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
  };
  while (max_bytes > 0 && is_inside(max_bytes))
    --max_bytes;
  return text.substr(0, max_bytes);
}

} // namespace storify
