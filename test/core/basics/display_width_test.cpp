// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE display_width
#include "test/suite.hpp"

#include "core/basics/display_width.hpp"

#include <optional>
#include <string>

using namespace storify;

namespace {

void check_width(const std::string& text, size_t expected) {
  CAF_CHECK_EQUAL(display_width(text), expected);
}

void check_plain(const std::string& text, std::optional<size_t> expected) {
  auto result = plain_width(text);
  CAF_CHECK_EQUAL(result.has_value(), expected.has_value());
  CAF_CHECK_EQUAL(result.value_or(0), expected.value_or(0));
}

void check_cut(const std::string& text, size_t width,
               const std::string& expected) {
  auto result = cut_to_width(text, width);
  CAF_CHECK_EQUAL(result, expected);
  CAF_CHECK(display_width(result) <= width);
}

} // namespace

CAF_TEST(a width is what a terminal shows) {
  check_width("", 0);
  check_width("Lampe", 5);
  check_width("Étagère", 7);
  check_width("e\u0301te\u0301", 3); // combining accents
  check_width("沙发", 4);
  check_width("ソファ", 6);
  check_width("의자", 4);
  check_width("🛋", 1); // Unicode gives the couch a width of one
  check_width("😀", 2);
  check_width("12 €", 4);
  check_width("a\u200Db", 2);
}

CAF_TEST(a byte that is no UTF - 8 counts as one column) {
  check_width("a\xFF"
              "b",
              3);
  check_width("\xC3", 1);
}

CAF_TEST(latin text is plain and other text is not ) {
  check_plain("", 0);
  check_plain("Lampe ~ 3", 9);
  check_plain("Étagère œuf", 11);
  check_plain("e\u0301", std::nullopt);
  check_plain("12 €", std::nullopt);
  check_plain("a\tb", std::nullopt);
  check_plain("\x1B[31m", std::nullopt);
  check_plain("\u009B31m", std::nullopt);
  check_plain("\x7F", std::nullopt);
  check_plain("\xC3", std::nullopt);
  check_plain("\xC3"
              "A",
              std::nullopt);
}

CAF_TEST(a text is cut where a character ends) {
  check_cut("Lampe", 5, "Lampe");
  check_cut("Lampe", 4, "Lam…");
  check_cut("Lampe", 1, "…");
  check_cut("Lampe", 0, "");
  check_cut("Étagère", 4, "Éta…");
  check_cut("Étagère", 7, "Étagère");
  check_cut("沙发桌子", 5, "沙发…");
  check_cut("沙发桌子", 4, "沙…");
  check_cut("e\u0301e\u0301e\u0301", 2, "e\u0301…");
  check_cut(std::string(100'000, 'x'), 3, "xx…");
}

CAF_TEST(an excerpt is short and harmless) {
  auto excerpted = excerpt("\x1B[31m" + std::string(100'000, 'x'));
  CAF_CHECK_EQUAL(excerpted.find('\x1B'), std::string::npos);
  CAF_CHECK_EQUAL(display_width(excerpted), 40u);
}
