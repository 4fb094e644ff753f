// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE value_range
#include "test/suite.hpp"

#include "core/query/value_range.hpp"

#include <limits>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "messages/errors.hpp"

using namespace storify;

namespace {

constexpr auto most = std::numeric_limits<int64_t>::max();

void check_range(const caf::expected<value_range>& range, int64_t from,
                 int64_t to) {
  CAF_REQUIRE(range);
  CAF_CHECK_EQUAL(range->least, from);
  CAF_CHECK_EQUAL(range->most, to);
}

void check_range(const caf::expected<price_range>& range, int64_t from,
                 int64_t to, std::optional<currency> unit = {}) {
  CAF_REQUIRE(range);
  check_range(range->cents, from, to);
  CAF_CHECK(range->unit == unit);
}

template <class Range>
void check_refused(const caf::expected<Range>& range,
                   const std::string& expected) {
  CAF_REQUIRE(!range);
  CAF_CHECK(range.error() == ec::bad_usage);
  auto problem = detail(range.error());
  CAF_CHECK_EQUAL(problem, expected);
}

} // namespace

CAF_TEST(both ends belong to a range) {
  value_range range{2, 4};
  for (int64_t x = 0; x < 7; ++x)
    CAF_CHECK_EQUAL(range.contains(x), 2 <= x && x <= 4);
  CAF_CHECK(value_range{}.contains(0));
  CAF_CHECK(value_range{}.contains(most));
}

CAF_TEST(prices are given as people type them) {
  check_range(read_price_range("10..50"), 1000, 5000);
  check_range(read_price_range("10.."), 1000, most);
  check_range(read_price_range("..50"), 0, 5000);
  check_range(read_price_range("10"), 1000, 1000);
  check_range(read_price_range("19,99..29.5"), 1999, 2950);
  check_range(read_price_range("1 299,00 .. 1'500"), 129900, 150000);
  check_range(read_price_range("7..7"), 700, 700);
}

CAF_TEST(a currency beside a price leaves out the others) {
  auto euros = currency::from("EUR");
  check_range(read_price_range("5€"), 500, 500, euros);
  check_range(read_price_range("..10 EUR"), 0, 1000, euros);
  check_range(read_price_range("10 €..50 €"), 1000, 5000, euros);
  check_range(read_price_range("10..50 CHF"), 1000, 5000,
              currency::from("CHF"));
}

CAF_TEST(quantities are whole numbers) {
  check_range(read_quantity_range("1..5"), 1, 5);
  check_range(read_quantity_range("1.."), 1, most);
  check_range(read_quantity_range("..5"), 0, 5);
  check_range(read_quantity_range("0"), 0, 0);
}

CAF_TEST(what is no range is refused) {
  for (std::string text :
       {"", "..", "abc", "10..x", "-1..5", "10-50", "€", "5€..10$", "1..2..3"})
    check_refused(read_price_range(text),
                  fmt::format("takes a range such as 10..50, 10.., ..50 or "
                              "10, not \"{}\"",
                              text));
  for (std::string text : {"", "..", "2.5", "1..many", "-1", "..-1", "1,5.."})
    check_refused(read_quantity_range(text),
                  fmt::format("takes a range such as 10..50, 10.., ..50 or "
                              "10, not \"{}\"",
                              text));
}

CAF_TEST(ends that are exchanged are told) {
  check_refused(read_price_range("50..10"), "50..10: nothing lies between");
  check_refused(read_quantity_range("5..4"), "5..4: nothing lies between");
}
