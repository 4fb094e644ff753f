// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE price_reader
#include "test/suite.hpp"

#include "core/basics/price_reader.hpp"

#include <string>
#include <string_view>

#include "messages/errors.hpp"

using namespace storify;

namespace {

currency unit(std::string_view code) {
  return *currency::from(code);
}

std::string told(const caf::expected<price>& x) {
  if (x)
    return format_amount(*x) + " " + std::string{x->unit.code()};
  return x == ec::bad_price ? "bad_price" : "another error";
}

// Checks a text as a person types it and as a page shows it.
void check_price(std::string_view text, std::string_view expected,
                 std::string_view fallback = "EUR") {
  CAF_MESSAGE("price: " << std::string{text});
  CAF_CHECK_EQUAL(told(parse_price(text, unit(fallback))),
                  std::string{expected});
  CAF_CHECK_EQUAL(told(read_price(text, unit(fallback))),
                  std::string{expected});
}

void check_page_price(std::string_view text, std::string_view expected) {
  CAF_MESSAGE("price: " << std::string{text});
  CAF_CHECK_EQUAL(told(parse_price(text, unit("EUR"))), "bad_price");
  CAF_CHECK_EQUAL(told(read_price(text, unit("EUR"))), std::string{expected});
}

void check_refused(std::string_view text) {
  check_price(text, "bad_price");
}

} // namespace

CAF_TEST(prices are read as shops print them) {
  check_price("649,99 €", "649.99 EUR");
  check_price("1 649,99 €", "1649.99 EUR");
  check_price("1\u00A0649,99\u00A0€", "1649.99 EUR");
  check_price("1\u202F649,99\u202F€", "1649.99 EUR");
  check_price("1\u2009649,99 €", "1649.99 EUR");
  check_price("12 345 678,90 €", "12345678.90 EUR");
  check_price("1.299,00 EUR", "1299.00 EUR");
  check_price("1.299.000,00 EUR", "1299000.00 EUR");
  check_price("$1,299.00", "1299.00 USD");
  check_price("1'299.50 CHF", "1299.50 CHF");
  check_price("1’299.50 Fr.", "1299.50 CHF");
  check_price("Fr. 12.50", "12.50 CHF");
  check_price("49 €", "49.00 EUR");
  check_price("€49", "49.00 EUR");
  check_price("£5", "5.00 GBP");
  check_price("EUR 12", "12.00 EUR");
  check_price("US$ 12", "12.00 USD");
  check_price("$12.00 USD", "12.00 USD");
  check_price("49,- €", "49.00 EUR");
  check_price("49.–", "49.00 EUR");
  check_price("49,-- €", "49.00 EUR");
  check_price("19€99", "19.99 EUR");
  check_price("1 019€99", "1019.99 EUR");
  check_price("120 zł", "120.00 PLN");
}

CAF_TEST(prices are read as people type them) {
  check_price("19,99", "19.99 EUR");
  check_price("19.99", "19.99 EUR");
  check_price("12,5", "12.50 EUR");
  check_price("0", "0.00 EUR");
  check_price("0,05", "0.05 EUR");
  check_price(" 19,99  euros ", "19.99 EUR");
  check_price("1299", "1299.00 EUR");
  check_price("19,99", "19.99 CHF", "CHF");
}

CAF_TEST(a lone mark before three digits parts thousands) {
  check_price("1.299 €", "1299.00 EUR");
  check_price("1,299", "1299.00 EUR");
  check_price("¥1,299", "1299.00 JPY");
  check_price("1,299,000", "1299000.00 EUR");
  check_refused("0,999");
  check_refused("1299,999");
}

CAF_TEST(a sign of several currencies means the expected one) {
  check_price("$5", "5.00 USD");
  check_price("$5", "5.00 CAD", "CAD");
  check_price("5 kr", "5.00 DKK", "DKK");
  check_price("5 kr", "5.00 SEK");
}

CAF_TEST(what is no price is refused) {
  for (auto text : {"", " ", "abc", "€", "-5", "−5", "-5 €", "-€5", "€-5",
                    "1,2,3", "1,2345", "1.2.3", "12.34.56", "1'29", ",5", ".99",
                    "1,299.000", "1 299.000", "10%"})
    check_refused(text);
}

CAF_TEST(prices above the highest are refused) {
  check_price("10000000000", "10000000000.00 EUR");
  check_refused("10000000000,01");
  check_refused("99999999999999999999999999");
}

CAF_TEST(only one amount and its currency can be typed) {
  for (auto text :
       {"19,99 x", "x 19,99", "19,99 20", "1 2", "19,99 ABC", "5 krone"})
    CAF_CHECK_EQUAL(told(parse_price(text, unit("EUR"))), "bad_price");
}

CAF_TEST(a text of a page shows its price somewhere) {
  check_page_price("à partir de 49,99 €", "49.99 EUR");
  check_page_price("49,99 €/m²", "49.99 EUR");
  check_page_price("Prix : 1 649,99 € TTC", "1649.99 EUR");
  check_page_price("Lot de 2 : 49,99 €", "49.99 EUR");
  check_page_price("599,00 € 499,00 €", "599.00 EUR");
  check_page_price("-30% 49,99 €", "49.99 EUR");
  check_page_price("-20 € 79,99 €", "79.99 EUR");
  check_page_price("Prix - 12,50", "12.50 EUR");
  check_page_price("12.50-15.00", "12.50 EUR");
  check_page_price("49 € 59 €", "49.00 EUR");
  check_page_price("19,99 TTC", "19.99 EUR");
}

CAF_TEST(an error shows the text harmlessly) {
  auto refused = parse_price("\x1B[31mabc", unit("EUR"));
  CAF_REQUIRE(!refused);
  CAF_CHECK_EQUAL(detail(refused.error()), "\uFFFD[31mabc");
  auto long_text = read_price(std::string(1'000, 'x'), unit("EUR"));
  CAF_REQUIRE(!long_text);
  CAF_CHECK_EQUAL(detail(long_text.error()).size(), 80u);
}

CAF_TEST(amounts have two decimals and a point) {
  CAF_CHECK_EQUAL(format_amount({64999, {}}), "649.99");
  CAF_CHECK_EQUAL(format_amount({0, {}}), "0.00");
  CAF_CHECK_EQUAL(format_amount({5, {}}), "0.05");
  CAF_CHECK_EQUAL(format_amount({-150, {}}), "-1.50");
}
