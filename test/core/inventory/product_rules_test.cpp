// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE product_rules
#include "test/suite.hpp"

#include "core/inventory/product_rules.hpp"

#include <string>
#include <string_view>

#include "messages/errors.hpp"

using namespace storify;

namespace {

void check_refused(const caf::error& what, ec expected) {
  CAF_CHECK(what == expected);
  CAF_CHECK(!sentence(what).empty());
}

void check_quantity(std::string_view text, int64_t expected) {
  auto quantity = parse_quantity(text);
  CAF_REQUIRE(quantity);
  CAF_CHECK_EQUAL(*quantity, expected);
}

} // namespace

CAF_TEST(a name is a line of text) {
  for (auto name : {"Lampe", "Canapé d’angle \"Hélios\"", "é", "=1+1", "a\nb",
                    "\tBanc\r\nvert\n"})
    CAF_CHECK(!check_name(name));
  CAF_CHECK(!check_name(std::string(max_name_bytes, 'x')));
  for (auto name : {"", " ", "\u00A0", "\u200B", "\t", "\r\n"})
    check_refused(check_name(name), ec::bad_name);
  for (auto name : {"a\vb", "a\x1B[31m", "a\u202E", "a\u009B"})
    check_refused(check_name(name), ec::bad_name);
  check_refused(check_name(std::string(max_name_bytes + 1, 'x')), ec::bad_name);
  check_refused(check_name("caf\xE9"), ec::not_utf8);
}

CAF_TEST(a refused name is shown harmlessly) {
  CAF_CHECK_EQUAL(sentence(check_name("a\x1B[31m")).find('\x1B'),
                  std::string::npos);
  CAF_CHECK_EQUAL(detail(check_name("caf\xE9")), "the name \"caf\uFFFD\"");
}

CAF_TEST(a quantity is a whole number from 0 up) {
  check_quantity("0", 0);
  check_quantity("007", 7);
  check_quantity("1000000000", max_quantity);
  for (auto text : {"", "-1", "+1", "1.5", "1000000001", " 1", "1 ", "abc",
                    "99999999999999999999"}) {
    auto refused = parse_quantity(text);
    CAF_REQUIRE(!refused);
    check_refused(refused.error(), ec::bad_quantity);
    CAF_CHECK_EQUAL(detail(refused.error()), text);
  }
}

CAF_TEST(every field of a draft is checked) {
  product_draft fine{"Lampe", {1999, {}}, 3};
  CAF_CHECK(!check_draft(fine));
  auto draft = fine;
  draft.name = " ";
  check_refused(check_draft(draft), ec::bad_name);
  for (auto cents : {int64_t{-1}, price::max_cents + 1}) {
    draft = fine;
    draft.cost.cents = cents;
    check_refused(check_draft(draft), ec::bad_price);
  }
  for (auto quantity : {int64_t{-1}, max_quantity + 1}) {
    draft = fine;
    draft.quantity = quantity;
    check_refused(check_draft(draft), ec::bad_quantity);
  }
}

CAF_TEST(of a patch only what it changes is checked) {
  CAF_CHECK(!check_patch({}));
  CAF_CHECK(!check_patch({"Lampe", price{0, {}}, 0}));
  product_patch patch;
  patch.name = "";
  check_refused(check_patch(patch), ec::bad_name);
  patch = {};
  patch.cost = price{-1, {}};
  check_refused(check_patch(patch), ec::bad_price);
  patch = {};
  patch.quantity = -1;
  check_refused(check_patch(patch), ec::bad_quantity);
}
