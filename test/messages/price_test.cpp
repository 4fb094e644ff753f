// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE price
#include "test/suite.hpp"

#include "messages/price.hpp"

using namespace storify;

namespace {

price euros(int64_t cents) {
  return {cents, currency{}};
}

void check_refused(std::string_view code) {
  CAF_MESSAGE("currency \"" << std::string{code} << '"');
  CAF_CHECK(!currency::from(code).has_value());
}

} // namespace

CAF_TEST(a currency is three capital letters) {
  for (auto code : {"EUR", "USD", "CHF", "AAA", "ZZZ"}) {
    auto known = currency::from(code);
    CAF_REQUIRE(known.has_value());
    CAF_CHECK_EQUAL(std::string{known->code()}, code);
  }
}

CAF_TEST(anything else is no currency) {
  using namespace std::string_view_literals;
  for (auto code : {""sv, "E"sv, "EU"sv, "EURO"sv, "eur"sv, "Eur"sv, "EU1"sv,
                    "E R"sv, "EU\0"sv, "€"sv, "@UR"sv, "EU["sv})
    check_refused(code);
}

CAF_TEST(the currency of the sample shop is the euro) {
  CAF_CHECK_EQUAL(std::string{currency{}.code()}, "EUR");
  CAF_CHECK_EQUAL(std::string{price{}.unit.code()}, "EUR");
  CAF_CHECK_EQUAL(price{}.cents, 0);
}

CAF_TEST(prices are equal when amount and currency are) {
  auto dollar = *currency::from("USD");
  CAF_CHECK(euros(64999) == euros(64999));
  CAF_CHECK(euros(64999) != euros(65000));
  CAF_CHECK(euros(64999) != (price{64999, dollar}));
}

CAF_TEST(prices of one currency are ordered by amount) {
  CAF_CHECK(euros(999) < euros(1000));
  CAF_CHECK(euros(0) < euros(price::max_cents));
}
