// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "messages/offer.hpp"

namespace storify::bench {

inline constexpr std::string_view site = "shop";
inline constexpr std::string_view category = "living";
inline constexpr size_t name_size = 30;
inline constexpr size_t sku_size = 12;

/// Returns the eight decimal digits of `x` < 10^8, the first one in the lowest
/// byte: all at once, so that what is measured is no formatting.
constexpr uint64_t eight_digits(uint64_t x) {
  uint64_t fours = x / 10'000 | (x % 10'000) << 32;
  uint64_t hundreds = ((fours * 10'486) >> 20) & 0x7f'0000'007f;
  uint64_t twos = hundreds | (fours - 100 * hundreds) << 16;
  uint64_t tens = ((twos * 103) >> 10) & 0x000f'000f'000f'000f;
  return (tens | (twos - 10 * tens) << 8) + 0x3030'3030'3030'3030;
}

/// Makes offers: number n has the same name of 30 bytes and the same SKU of 12
/// digits each time; SKUs come in no order. Only its price tells editions.
class draft_maker {
public:
  draft_maker() {
    for (size_t i = 0; i < heads.size(); ++i) {
      names_[i].assign(name_size, '0');
      names_[i].replace(0, heads[i].size(), heads[i]);
    }
  }

  /// Returns the offer; it lives until the next call. @pre `number` < 10^8
  offer_view make(uint64_t number, uint64_t edition) {
    offer_view x;
    auto& name = names_[number % names_.size()];
    auto digits = eight_digits(number);
    std::memcpy(name.data() + name_size - 8, &digits, 8);
    // A number without a common divisor with 10^12 gives each SKU once.
    auto sku = number * 61'803'398'877 % 1'000'000'000'000;
    auto last = eight_digits(sku % 100'000'000);
    auto first = eight_digits(sku / 100'000'000) >> 32;
    std::memcpy(sku_.data(), &first, 4);
    std::memcpy(sku_.data() + 4, &last, 8);
    x.key = {sku_.data(), sku_.size()};
    x.name = name;
    x.cost.cents = static_cast<int64_t>(100 + (number * 7 + edition) % 99'991);
    x.quantity = static_cast<int64_t>(1 + number % 50);
    x.quantity_is_read = true;
    return x;
  }

private:
  static constexpr std::array<std::string_view, 8> heads{
    "Canapé d'angle ", "Table basse ",  "Chaise longue ", "Fauteuil ",
    "Étagère murale ", "Lampe de sol ", "Tapis berbère ", "Commode "};

  std::array<std::string, heads.size()> names_;
  std::array<char, sku_size> sku_{};
};

} // namespace storify::bench
