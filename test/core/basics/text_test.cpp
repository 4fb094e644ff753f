// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE text
#include "test/suite.hpp"

#include "core/basics/text.hpp"

#include <string>
#include <string_view>
#include <vector>

using namespace storify;

namespace {

using namespace std::string_view_literals;

void check_clean(std::string_view from, std::string_view expected) {
  CAF_CHECK_EQUAL(clean_text(from), std::string{expected});
}

void check_printable(std::string_view from, std::string_view expected) {
  CAF_CHECK_EQUAL(printable(from), std::string{expected});
}

} // namespace

CAF_TEST(valid and invalid UTF_8 are told apart) {
  for (auto text : {""sv, "abc"sv, "Élodie"sv, "€ 12 345 678"sv, "😀"sv,
                    "sixteen bytes of ASCII and more, then é"sv, "\0"sv})
    CAF_CHECK(is_utf8(text));
  for (auto text : {"\xE9t\xE9"sv, "abcdefgh\xFF"sv, "\xC3"sv, "\xC0\x80"sv,
                    "\xED\xA0\x80"sv, "\xF4\x90\x80\x80"sv, "\xF0\x9F\x98"sv})
    CAF_CHECK(!is_utf8(text));
}

CAF_TEST(bytes that are no UTF_8 become replacement characters) {
  CAF_CHECK_EQUAL(valid_utf8("\xE9t\xE9 é"), "\uFFFDt\uFFFD é");
  CAF_CHECK(is_utf8(valid_utf8("\xF0\x9F\x98")));
}

CAF_TEST(white space of every kind collapses to one plain space) {
  check_clean("", "");
  check_clean("  \t\r\n ", "");
  check_clean("  Meuble\n\t TV  ", "Meuble TV");
  check_clean("a\u00A0b\u202Fc\u2009d\u3000e\u2028f\u0085g", "a b c d e f g");
  check_clean("1\u00A0\u202F 649", "1 649");
  check_clean("\u00A0a\u00A0", "a");
}

CAF_TEST(control characters and invisible ones are dropped) {
  check_clean("a\x1B[31mb\x07", "a[31mb");
  check_clean("a\x7F\u009B\u200B\uFEFF\u202E\u2066b", "ab");
  check_clean("a \u200B b", "a b");
  check_clean("nul\0byte"sv, "nulbyte");
  check_clean("\xE9t\xE9", "\uFFFDt\uFFFD");
  check_clean("👩\u200D🍳 café", "👩\u200D🍳 café");
}

CAF_TEST(control characters are found) {
  for (auto text : {"\x1B[2J"sv, "a\tb"sv, "a\nb"sv, "a\u009Bb"sv, "a\u202Eb"sv,
                    "a\u2069b"sv, "\u200B"sv, "\0"sv})
    CAF_CHECK(has_control_characters(text));
  for (auto text : {""sv, "Canapé d’angle"sv, "a\u00A0b"sv, "\xFF"sv})
    CAF_CHECK(!has_control_characters(text));
}

CAF_TEST(what is printed is harmless on a terminal) {
  check_printable("Canapé", "Canapé");
  check_printable("\x1B[31mred", "\uFFFD[31mred");
  check_printable("a\nb\tc\rd", "a\u240Ab\u2409c\u240Dd");
  check_printable("a\u202Eb\u009B", "a\uFFFDb\uFFFD");
  check_printable("caf\xE9", "caf\uFFFD");
}

CAF_TEST(what is printed tells all of a text but hidden control characters) {
  for (auto text : {"a\nb\tc\r\n"sv, "Canapé d’angle"sv, "\uFFFD"sv, ""sv})
    CAF_CHECK(is_printable(text));
  for (auto text :
       {"\x1B[31m"sv, "\0"sv, "\v"sv, "a\u202Eb"sv, "\u2028"sv, "caf\xE9"sv})
    CAF_CHECK(!is_printable(text));
}

CAF_TEST(a text is cut between two characters) {
  CAF_CHECK_EQUAL(cut_at_character("abc", 3), "abc");
  CAF_CHECK_EQUAL(cut_at_character("abc", 2), "ab");
  CAF_CHECK_EQUAL(cut_at_character("aé", 2), "a");
  CAF_CHECK_EQUAL(cut_at_character("é", 1), "");
  CAF_CHECK_EQUAL(cut_at_character("😀😀", 7), "😀");
}

CAF_TEST(things are counted in words) {
  CAF_CHECK_EQUAL(counted(uint64_t{0}, "product"), "0 products");
  CAF_CHECK_EQUAL(counted(int64_t{1}, "product"), "1 product");
  CAF_CHECK_EQUAL(counted(uint64_t{3}, "category"), "3 categories");
  CAF_CHECK_EQUAL(counted(int64_t{-2}, "piece"), "-2 pieces");
}

CAF_TEST(of many names the first are listed) {
  CAF_CHECK_EQUAL(some_of({}), "");
  CAF_CHECK_EQUAL(some_of({"a"}), "a");
  CAF_CHECK_EQUAL(some_of({"a", "b"}), "a, b");
  std::vector<std::string> many(20, "x");
  CAF_CHECK(some_of(many).ends_with("x, x"));
  many.push_back("y");
  CAF_CHECK(some_of(many).ends_with("x, x, …"));
}
