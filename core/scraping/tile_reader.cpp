// SPDX-License-Identifier: BSD-3-Clause
#include "core/scraping/tile_reader.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "core/basics/price_reader.hpp"
#include "core/basics/text.hpp"
#include "core/inventory/product_rules.hpp"
#include "core/scraping/page_reader.hpp"
#include "core/scraping/url.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace {

// What is longer is hardly meant as a name.
constexpr size_t max_scraped_name_bytes = 1'000;

} // namespace

tile_reader::tile_reader(const site_profile& profile, std::string page_url)
  : profile_(&profile),
    page_url_(std::move(page_url)),
    name_(profile.rules.name),
    price_(profile.rules.price),
    sku_(profile.rules.sku),
    url_(profile.rules.url),
    quantity_(profile.rules.quantity) {
}

void tile_reader::reset() {
  depth_ = 0;
  for (auto field : {&name_, &price_, &sku_, &url_, &quantity_})
    field->reset();
}

void tile_reader::enter(const open_element& element) {
  auto is_tile = depth_++ == 0;
  for (auto field : {&name_, &price_, &sku_, &url_, &quantity_})
    field->enter(element, is_tile);
}

void tile_reader::read(std::string_view text) {
  for (auto field : {&name_, &price_, &sku_, &url_, &quantity_})
    field->read(text);
}

void tile_reader::leave() {
  --depth_;
  for (auto field : {&name_, &price_, &sku_, &url_, &quantity_})
    field->leave();
}

caf::expected<offer> tile_reader::offered() const {
  offer result;
  auto name = clean_text(name_.value());
  if (name.empty())
    return fail(ec::bad_name, "has no name");
  result.name = clean_text(cut_at_character(name, max_scraped_name_bytes));
  auto price_text = clean_text(price_.value());
  if (price_text.empty())
    return fail(ec::bad_price, "has no price");
  auto cost = read_price(price_text, profile_->unit);
  if (!cost)
    return fail(ec::bad_price, fmt::format("has no price that can be read: "
                                           "\"{}\"",
                                           detail(cost.error())));
  result.cost = *cost;
  result.url = resolved_url();
  auto sku = clean_text(sku_.value());
  result.key = !sku.empty()          ? "sku:" + sku
               : !result.url.empty() ? "url:" + result.url
                                     : "name:" + result.name;
  constexpr auto most = page_reader::max_key_bytes;
  if (result.key.size() > most || result.url.size() > most)
    return fail(ec::url_not_allowed,
                fmt::format("has a number or an address of more than {} bytes",
                            most));
  read_quantity(result);
  return result;
}

std::string tile_reader::resolved_url() const {
  if (url_.value().empty())
    return {};
  auto url = resolve_url(page_url_, url_.value());
  if (!url || !may_follow(page_url_, *url, profile_->folder))
    return {};
  return std::move(*url);
}

void tile_reader::read_quantity(offer& x) const {
  if (profile_->rules.quantity.empty())
    return;
  x.quantity_is_read = true;
  const auto& text = quantity_.value();
  auto digit = text.find_first_of("0123456789");
  if (digit == std::string::npos || (digit > 0 && text[digit - 1] == '-'))
    return;
  auto [end, error] = std::from_chars(text.data() + digit,
                                      text.data() + text.size(), x.quantity);
  if (error == std::errc::result_out_of_range)
    x.quantity = max_quantity;
  x.quantity = std::min(x.quantity, max_quantity);
}

} // namespace storify
