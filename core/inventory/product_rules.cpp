// SPDX-License-Identifier: BSD-3-Clause
#include "core/inventory/product_rules.hpp"

#include <charconv>
#include <string>

#include <fmt/format.h>

#include "core/basics/price_reader.hpp"
#include "core/basics/text.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace {

caf::error check_price(const price& cost) {
  if (cost.cents < 0 || cost.cents > price::max_cents)
    return fail(ec::bad_price, format_amount(cost));
  return caf::none;
}

caf::error check_quantity(int64_t quantity) {
  if (quantity < 0 || quantity > max_quantity)
    return fail(ec::bad_quantity, std::to_string(quantity));
  return caf::none;
}

// Most names begin with a letter.
bool is_blank(std::string_view text) {
  auto begins_with_ascii = !text.empty() && text[0] > ' ' && text[0] < '\x7F';
  return !begins_with_ascii && clean_text(text).empty();
}

} // namespace

caf::error check_name(std::string_view name) {
  if (!is_utf8(name))
    return fail(ec::not_utf8, fmt::format("the name \"{}\"", printable(name)));
  if (is_blank(name))
    return fail(ec::bad_name, "it is blank; a product needs a name");
  if (!is_printable(name))
    return fail(ec::bad_name,
                fmt::format("\"{}\" has a control character in it; leave it "
                            "out",
                            printable(name)));
  if (name.size() > max_name_bytes)
    return fail(ec::bad_name,
                fmt::format("it has {} bytes; at most {} are allowed",
                            name.size(), max_name_bytes));
  return caf::none;
}

caf::expected<int64_t> parse_quantity(std::string_view text) {
  int64_t quantity = 0;
  auto last = text.data() + text.size();
  auto [end, error] = std::from_chars(text.data(), last, quantity);
  if (error != std::errc{} || end != last || check_quantity(quantity))
    return fail(ec::bad_quantity, printable(text));
  return quantity;
}

caf::error check_draft(const product_draft& draft) {
  if (auto wrong = check_name(draft.name))
    return wrong;
  if (auto wrong = check_price(draft.cost))
    return wrong;
  return check_quantity(draft.quantity);
}

caf::error check_patch(const product_patch& patch) {
  if (patch.name)
    if (auto wrong = check_name(*patch.name))
      return wrong;
  if (patch.cost)
    if (auto wrong = check_price(*patch.cost))
      return wrong;
  return patch.quantity ? check_quantity(*patch.quantity) : caf::none;
}

} // namespace storify
