// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE folding
#include "test/suite.hpp"

#include "core/basics/folding.hpp"

#include <cstdlib>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <utf8proc.h>

using namespace storify;

namespace {

void check_folded(const std::string& text, const std::string& expected) {
  auto result = folded(text);
  CAF_CHECK_EQUAL(result, expected);
}

std::string encoded(utf8proc_int32_t code) {
  utf8proc_uint8_t bytes[4];
  auto size = utf8proc_encode_char(code, bytes);
  return {bytes, bytes + size};
}

void replace_all(std::string& text, const std::string& what,
                 const std::string& by) {
  for (auto at = text.find(what); at != std::string::npos;
       at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
}

// What the library leaves and no keyboard has.
const std::vector<std::pair<std::string, std::string>> as_typed{
  {"œ", "oe"},     {"æ", "ae"},      {"\u02BC", "'"},  {"\u2018", "'"},
  {"\u2019", "'"}, {"\u201C", "\""}, {"\u201D", "\""}, {"\u2010", "-"},
  {"\u2012", "-"}, {"\u2013", "-"},  {"\u2014", "-"},  {"\u2212", "-"},
};

// What Unicode says of a text, by the library, as a whole.
std::string by_library(const std::string& text) {
  constexpr auto options = static_cast<utf8proc_option_t>(
    UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK
    | UTF8PROC_CASEFOLD);
  utf8proc_uint8_t* raw = nullptr;
  auto size = utf8proc_map(
    reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
    static_cast<utf8proc_ssize_t>(text.size()), &raw, options);
  std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner{raw, std::free};
  if (size < 0)
    CAF_FAIL(utf8proc_errmsg(size));
  std::string result{raw, raw + size};
  for (const auto& [what, by] : as_typed)
    replace_all(result, what, by);
  return result;
}

} // namespace

CAF_TEST(case and accents are left out) {
  check_folded("", "");
  check_folded("Table BASSE 3", "table basse 3");
  check_folded("Étagère à Poser", "etagere a poser");
  check_folded("E\u0301te\u0301", "ete"); // combining accents
  check_folded("STRASSE straße", "strasse strasse");
  check_folded("Œuf cœur Æ", "oeuf coeur ae");
  check_folded("ÅÄÖ ñ ç", "aao n c");
  check_folded("ΣΊΣΥΦΟΣ", "σισυφοσ");
}

CAF_TEST(what only looks different is the same) {
  check_folded("a\u00A0b", "a b");
  check_folded("ﬁn", "fin");
  check_folded("Ｔａｂｌｅ", "table");
}

CAF_TEST(quotes and dashes are those of a keyboard) {
  check_folded("Salon d’été ‘lin’", "salon d'ete 'lin'");
  check_folded("“Table” 80–120 — chêne", "\"table\" 80-120 - chene");
  check_folded("anti‑rayures −5 °C", "anti-rayures -5 °c");
}

CAF_TEST(the longest decomposition is complete) {
  auto result = folded("\uFDFA");
  CAF_CHECK_EQUAL(result.size(), 33u); // 15 letters of 2 bytes, 3 blanks
}

CAF_TEST(bytes that are no UTF - 8 stay) {
  check_folded("A\xFF"
               "B\xC3",
               "a\xFF"
               "b\xC3");
}

CAF_TEST(every character is folded as the library does) {
  auto wrong = 0;
  for (utf8proc_int32_t code = 0; code <= 0x10FFFF; ++code) {
    if (code >= 0xD800 && code <= 0xDFFF) // no characters
      continue;
    auto text = encoded(code);
    if (folded(text) != by_library(text))
      ++wrong;
  }
  CAF_CHECK_EQUAL(wrong, 0);
}

CAF_TEST(characters are folded alike wherever they stand) {
  const std::vector<std::string> parts{
    "A",        "z",      "@[`{",   "É",        "ß",        "œ",
    "Ǆ",        "\u0301", "\uFDFA", "\u4E8C",   "\xFF",     "\xC3",
    "\xE2\x82", "ŉ",      "\u2019", "ABCDEFGH", "12345678", "Canapé d'angle"};
  std::mt19937 random{1};
  for (auto round = 0; round < 20'000; ++round) {
    std::string text;
    std::string expected;
    for (auto n = random() % 12; n > 0; --n) {
      // No part begins with what could be the end of another.
      auto part = parts[random() % parts.size()];
      text += part;
      expected += folded(part);
    }
    if (folded(text) != expected)
      CAF_FAIL("round " << round << " folds something else");
  }
}

CAF_TEST(folding keeps to its room) {
  for (std::string part : {"\uFDFA", "A", "É", "\xFF", "\u1E9E", "\u0390"})
    for (size_t times = 0; times < 20; ++times) {
      std::string text;
      for (size_t i = 0; i < times; ++i)
        text += part;
      auto room = room_to_fold(text.size());
      std::vector<char> out(room + 8, '#');
      auto* end = fold(out.data(), text);
      CAF_CHECK(end <= out.data() + room);
      CAF_CHECK_EQUAL(std::string(out.data() + room, 8), "########");
    }
}

CAF_TEST(names are the same where only case and accents differ) {
  CAF_CHECK(is_same_name("Canapé", "CANAPE"));
  CAF_CHECK(!is_same_name("Canapé", "Canapés"));
}
