// SPDX-License-Identifier: BSD-3-Clause
#include "core/query/value_range.hpp"

#include <functional>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "core/basics/display_width.hpp"
#include "core/basics/price_reader.hpp"
#include "core/inventory/product_rules.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace {

constexpr std::string_view dots = "..";

using bound = std::optional<int64_t>;

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

// Reads the ends of a price range, and finds their currency.
class price_ends {
public:
  bound operator()(std::string_view text) {
    auto amount = parse_price(text, currency::none());
    if (!amount || !take(amount->unit))
      return std::nullopt;
    return amount->cents;
  }

  std::optional<currency> unit() const {
    return unit_;
  }

private:
  bool take(currency x) {
    if (x == currency::none())
      return true;
    return std::exchange(unit_, x).value_or(x) == x;
  }

  std::optional<currency> unit_;
};

} // namespace

caf::expected<price_range> read_price_range(std::string_view text) {
  price_ends read;
  auto cents = read_range(text, std::ref(read));
  if (!cents)
    return std::move(cents.error());
  return price_range{*cents, read.unit()};
}

caf::expected<value_range> read_quantity_range(std::string_view text) {
  return read_range(text, quantity_bound);
}

} // namespace storify
