// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "caf/error.hpp"
#include "caf/meta/load_callback.hpp"
#include "caf/meta/type_name.hpp"

#include "messages/types.hpp"

namespace storify {

/// The three letters of a currency. Source: ISO 4217.
class currency {
public:
  /// Euro, the currency of the sample shop.
  constexpr currency() = default;

  /// Returns the currency called `code`, or nothing unless it is three letters
  /// from A to Z.
  static constexpr std::optional<currency> from(std::string_view code) {
    if (code.size() != 3)
      return std::nullopt;
    currency result;
    for (size_t i = 0; i < 3; ++i) {
      if (code[i] < 'A' || code[i] > 'Z')
        return std::nullopt;
      result.code_[i] = code[i];
    }
    return result;
  }

  /// Returns XXX, which stands for no currency: in a change it means that of
  /// the product. Source: ISO 4217.
  static constexpr currency none() {
    return *from("XXX");
  }

  constexpr std::string_view code() const {
    return {code_.data(), 3};
  }

  auto operator<=>(const currency&) const = default;

  template <class Inspector>
  friend typename Inspector::result_type inspect(Inspector& f, currency& x) {
    std::string code{x.code()};
    auto take = [&]() -> caf::error {
      auto known = from(code);
      if (!known)
        return fail(ec::bad_price, code);
      x = *known;
      return caf::none;
    };
    return f(caf::meta::type_name("currency"), code,
             caf::meta::load_callback(take));
  }

private:
  /// And a zero: three bytes alone are dear to copy.
  std::array<char, 4> code_{'E', 'U', 'R', '\0'};
};

/// What one piece costs. Hundredths, as an integer, so that sums are exact;
/// a currency without cents simply ends in 00.
struct price {
  int64_t cents = 0; ///< Hundredths of the unit, 0..`max_cents`.
  currency unit;

  /// Ten thousand million: dearer things are misread, not sold.
  static constexpr int64_t max_cents = 1'000'000'000'000;

  auto operator<=>(const price&) const = default;
};

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, price& x) {
  return f(caf::meta::type_name("price"), x.cents, x.unit);
}

} // namespace storify
