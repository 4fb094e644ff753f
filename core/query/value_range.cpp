// SPDX-License-Identifier: BSD-3-Clause
#include "core/query/value_range.hpp"

#include <optional>

#include <fmt/format.h>

#include "core/basics/display_width.hpp"
#include "core/basics/price_reader.hpp"
#include "core/inventory/product_rules.hpp"
#include "messages/errors.hpp"
#include "messages/price.hpp"

namespace storify {

namespace {

constexpr std::string_view dots = "..";

using bound = std::optional<int64_t>;

bound price_bound(std::string_view text) {
  auto amount = parse_price(text, currency::none());
  if (!amount || amount->unit != currency::none())
    return std::nullopt;
  return amount->cents;
}

bound quantity_bound(std::string_view text) {
  auto quantity = parse_quantity(text);
  return quantity ? bound{*quantity} : std::nullopt;
}

// Reads both ends, of which at least one is there.
template <class Function>
std::optional<value_range> read_ends(std::string_view text, Function read) {
  auto middle = text.find(dots);
  auto is_one = middle == std::string_view::npos;
  auto from = text.substr(0, middle);
  auto to = is_one ? from : text.substr(middle + dots.size());
  if (from.empty() && to.empty())
    return std::nullopt;
  value_range result;
  auto least = from.empty() ? bound{result.least} : read(from);
  auto most = to.empty() ? bound{result.most} : read(to);
  if (!least || !most)
    return std::nullopt;
  return value_range{*least, *most};
}

template <class Function>
caf::expected<value_range> read_range(std::string_view text, Function read) {
  auto range = read_ends(text, read);
  if (!range)
    return fail(ec::bad_usage, fmt::format("takes a range such as 10..50, "
                                           "10.., ..50 or 10, not \"{}\"",
                                           excerpt(text)));
  if (range->least > range->most)
    return fail(ec::bad_usage,
                fmt::format("{}: nothing lies between", excerpt(text)));
  return *range;
}

} // namespace

caf::expected<value_range> read_price_range(std::string_view text) {
  return read_range(text, price_bound);
}

caf::expected<value_range> read_quantity_range(std::string_view text) {
  return read_range(text, quantity_bound);
}

} // namespace storify
