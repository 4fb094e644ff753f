// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE charset
#include "test/suite.hpp"

#include "core/scraping/charset.hpp"

#include <string>
#include <string_view>

#include <fmt/format.h>

using namespace storify;

namespace {

using namespace std::string_view_literals;

void check_charset(std::string_view body, std::string_view content_type,
                   std::string_view expected) {
  CAF_CHECK_EQUAL(charset_of(body, content_type), std::string{expected});
}

void check_text(std::string_view body, std::string_view charset,
                std::string_view expected) {
  CAF_CHECK_EQUAL(to_utf8(std::string{body}, charset), std::string{expected});
}

} // namespace

CAF_TEST(a byte order mark goes before all else) {
  check_charset("\xEF\xBB\xBF<p>", "text/html; charset=iso-8859-1", "utf-8");
  check_charset("\xFF\xFE<\0"sv, "", "utf-16le");
  check_charset("\xFE\xFF\0<"sv, "", "utf-16be");
}

CAF_TEST(the header goes before the page) {
  auto page = "<meta charset=utf-8>";
  check_charset(page, "text/html; charset=koi8-r", "koi8-r");
  check_charset(page, "text/html;charset=\"UTF-8\"", "utf-8");
  check_charset(page, "text/html; CharSet = 'Shift_JIS' ; x=y", "shift_jis");
  check_charset(page, "text/html; charset=", "utf-8");
  check_charset("\xE9", "text/html; charset=utf8", "utf-8");
}

CAF_TEST(a meta element tells the encoding) {
  check_charset("<META CharSet='ISO-8859-15'>", "text/html", "iso-8859-15");
  check_charset("<meta http-equiv=Content-Type content=\"text/html; "
                "charset=euc-jp\">",
                "", "euc-jp");
  check_charset("<meta charset=utf-16>", "", "utf-8");
  check_charset("<!-- > <meta charset=koi8-r> --><meta charset=big5>", "",
                "big5");
  check_charset("<p title='charset=koi8-r'>", "", "utf-8");
  check_charset(fmt::format("{:1024}<meta charset=koi8-r>", ""), "", "utf-8");
}

CAF_TEST(without a word it is UTF_8 or else windows_1252) {
  check_charset("é", "text/html", "utf-8");
  check_charset("\xE9", "text/html", "windows-1252");
  check_charset("", "", "utf-8");
}

CAF_TEST(labels mean what browsers take them for) {
  for (auto label : {"ISO-8859-1", "latin1", "us-ascii", "windows-1252"})
    check_charset("", "text/html; charset=" + std::string{label},
                  "windows-1252");
}

CAF_TEST(text of any encoding becomes UTF_8) {
  check_text("49,99 \x80 \x96 \xE9t\xE9 \xFF", "windows-1252",
             "49,99 € – été ÿ");
  check_text("49,99 \xA4", "iso-8859-15", "49,99 €");
  check_text("\x93\xFA\x96\x7B", "shift_jis", "日本");
  check_text("\xFF\xFE"
             "a\0\xAC\x20"sv,
             "utf-16le", "a€");
  check_text("\xEF\xBB\xBFé", "utf-8", "é");
  check_text("é", "utf-8", "é");
}

CAF_TEST(what is no text in its encoding is replaced) {
  check_text("\xE9t\xE9", "utf-8", "\uFFFDt\uFFFD");
  check_text("\x93", "shift_jis", "\uFFFD");
  check_text("\xE9t\xE9", "unheard-of", "\uFFFDt\uFFFD");
  check_text("é", "../../etc/passwd", "é");
}
