// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE invented_quantity
#include "test/suite.hpp"

#include "core/scraping/invented_quantity.hpp"

#include <array>
#include <string>

using namespace storify;

namespace {

source_key key(int number) {
  return {"sample", "sku:" + std::to_string(number)};
}

} // namespace

CAF_TEST(an invented quantity is the same on every machine) {
  CAF_CHECK_EQUAL(invented_quantity(7, {"sample", "sku:MEU100000000"}), 27);
  CAF_CHECK_EQUAL(invented_quantity(8, {"sample", "sku:MEU100000000"}), 6);
  CAF_CHECK_EQUAL(invented_quantity(7, {"home24", "sku:MEU100000000"}), 8);
  CAF_CHECK_EQUAL(invented_quantity(0, {"", ""}), 28);
}

CAF_TEST(quantities spread evenly over 0 to 50) {
  std::array<int, 51> counts{};
  for (auto number = 0; number < 51'000; ++number) {
    auto quantity = invented_quantity(7, key(number));
    CAF_REQUIRE(quantity >= 0 && quantity <= 50);
    ++counts[static_cast<size_t>(quantity)];
  }
  for (auto count : counts)
    CAF_CHECK(count > 850 && count < 1'150);
}

CAF_TEST(another seed invents other quantities) {
  auto same = 0;
  for (auto number = 0; number < 1'000; ++number)
    same += invented_quantity(1, key(number))
                == invented_quantity(2, key(number))
              ? 1
              : 0;
  CAF_CHECK(same < 60);
}

CAF_TEST(site and key are not mixed up) {
  CAF_CHECK_NOT_EQUAL(invented_quantity(7, {"ab", "c"}),
                      invented_quantity(7, {"a", "bc"}));
}
