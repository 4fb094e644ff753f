// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE words
#include "test/suite.hpp"

#include "core/basics/words.hpp"

#include <string>
#include <vector>

#include "messages/errors.hpp"

using namespace storify;

namespace {

using words = std::vector<std::string>;

void check_words(const std::string& line, const words& expected) {
  auto result = split_words(line);
  CAF_REQUIRE(result);
  CAF_CHECK_EQUAL(*result, expected);
}

void check_open(const std::string& line, const std::string& place) {
  auto result = split_words(line);
  CAF_REQUIRE(!result);
  CAF_CHECK(result.error() == ec::bad_usage);
  auto said = detail(result.error());
  CAF_CHECK_NOT_EQUAL(said.find(place), std::string::npos);
}

} // namespace

CAF_TEST(blanks separate words) {
  check_words("", {});
  check_words(" \t ", {});
  check_words("save", {"save"});
  check_words("  add_product\tLampe  3 ", {"add_product", "Lampe", "3"});
}

CAF_TEST(single quotes keep everything) {
  check_words("'table basse'", {"table basse"});
  check_words(R"('a\b"$c')", {R"(a\b"$c)"});
  check_words("''", {""});
}

CAF_TEST(double quotes keep all but what they escape) {
  check_words(R"("table basse")", {"table basse"});
  check_words(R"("a\"b\\c\$d\`e")", {R"(a"b\c$d`e)"});
  check_words(R"("a\nb 'c'")", {R"(a\nb 'c')"});
  check_words(R"("" x)", {"", "x"});
}

CAF_TEST(a dollar before single quotes lets a line name what would end it) {
  check_words(R"($'Banc\nvert\r\n\tx')", {"Banc\nvert\r\n\tx"});
  check_words(R"($'l\'été' $'a\\b\"')", {"l'été", "a\\b\""});
  check_words(R"($'a\qb$c"')", {R"(a\qb$c")"});
  check_words(R"($'' x$'y'z)", {"", "xyz"});
  check_words(R"($5 "$'a'" '$' $)", {"$5", "$'a'", "$", "$"});
}

CAF_TEST(a backslash keeps the next character) {
  check_words(R"(table\ basse)", {"table basse"});
  check_words(R"(\"a \'b \\)", {"\"a", "'b", "\\"});
  check_words("end\\", {"end\\"});
}

CAF_TEST(pieces without a blank between them are one word) {
  check_words(R"(a"b c"'d e'f)", {"ab cd ef"});
  check_words(R"(--name="Table basse")", {"--name=Table basse"});
}

CAF_TEST(what else a shell knows is not special) {
  check_words("# a $HOME * ; | & > ~",
              {"#", "a", "$HOME", "*", ";", "|", "&", ">", "~"});
}

CAF_TEST(an open quote is refused with the place where it opened) {
  check_open("'", "the quote ' at character 1 ");
  check_open("find \"table", "the quote \" at character 6 ");
  check_open("find \"table\\\"", "the quote \" at character 6 ");
  check_open("\"a\" 'b", "the quote ' at character 5 ");
  check_open("find $'a", "the quote ' at character 7 ");
  check_open("$'a\\'", "the quote ' at character 2 ");
  check_open("find été \"", "the quote \" at character 10 ");
}

CAF_TEST(a very long line is split) {
  check_words(std::string(100'000, 'x'), {std::string(100'000, 'x')});
  std::string many;
  for (auto i = 0; i < 50'000; ++i)
    many += "x ";
  check_words(many, words(50'000, "x"));
}
