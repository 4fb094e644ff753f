// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <string>
#include <string_view>

#include "caf/expected.hpp"

#include "messages/price.hpp"

namespace storify {

/// Reads the price that a person types: one amount and nothing else, with a
/// currency sign or code before or behind it, or in `fallback`.
///
/// An amount is written as shops and people do: `19,99` `19.99` `12,5`
/// `1 649,99` `1.299,00` `1,299.00` `1'299.50` `49,-` `19€99`. Blanks (also
/// no-break and narrow ones) and apostrophes part thousands. Of point and
/// comma the last one starts the decimals, at most two of them; a lone one
/// that exactly three digits follow parts thousands: `1.299 €` is 1299.00.
/// Errors: bad_price.
caf::expected<price> parse_price(std::string_view text, currency fallback);

/// Reads the price from a text of a shop's page, such as `à partir de
/// 49,99 €/m²`: the first amount that has a currency sign or code beside it,
/// else the first amount. Percentages and negative amounts (a discount that is
/// shown before the price) are no amounts. Errors: bad_price.
caf::expected<price> read_price(std::string_view text, currency fallback);

/// Returns the amount with two decimals and a point, without its currency:
/// `649.99`.
std::string format_amount(const price& x);

} // namespace storify
