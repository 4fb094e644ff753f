// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <memory>
#include <string>

#include <fmt/format.h>

#include "caf/stateful_actor.hpp"
#include "caf/typed_event_based_actor.hpp"

#include "actors/crash.hpp"
#include "core/scraping/profile.hpp"
#include "messages/fetcher_protocol.hpp"
#include "test/schedules/dice.hpp"

namespace storify {

/// A web shop of few products that stand in several categories, under a few
/// names, and change their prices.
class fake_web {
public:
  explicit fake_web(dice& luck) : luck_(luck) {
  }

  bool is_calm = false; ///< Nothing fails any more.

  /// Returns how it is read.
  static std::shared_ptr<const site_profile> profile() {
    static const auto read = std::make_shared<const site_profile>(
      *parse_profile(R"json({
        "name": "shop", "currency": "EUR", "locale": "en",
        "categories": [{"name": "A", "url": "http://shop/1"}],
        "product": ".tile",
        "fields": {"name": "b::text", "price": "i::text",
                   "sku": "::attr(data-sku)", "quantity": "u::text"},
        "next": "a[rel=next]::attr(href)", "timeout": "1s"})json",
                     "file:///shop.json"));
    return read;
  }

  caf::expected<page> get(const std::string& url) {
    if (!is_calm && luck_.once_in(8))
      return fail(luck_.once_in(4) ? ec::page_refused : ec::timed_out, url);
    std::string body;
    for (auto left = luck_.roll(1, 4); left > 0; --left)
      body += tile();
    auto is_first = url.find("page") == std::string::npos;
    if (is_first && luck_.once_in(2))
      body += fmt::format("<a rel=next href={}/page-2>on</a>", url);
    return page{url, "text/html; charset=utf-8", std::move(body)};
  }

private:
  std::string tile() {
    auto quantity = luck_.once_in(3) ? fmt::format("<u>{}</u>", luck_.roll(20))
                                     : std::string{};
    return fmt::format("<div class=tile data-sku={}><b>name {}</b>"
                       "<i>{}.{:02} €</i>{}</div>",
                       luck_.roll(8), luck_.roll(5), luck_.roll(5),
                       luck_.roll(100), quantity);
  }

  dice& luck_;
};

struct web_fetcher_state {
  static constexpr const char* name = "web_fetcher";
};

/// A FETCHER that answers at once.
inline fetcher_actor::behavior_type
web_fetcher(fetcher_actor::stateful_pointer<web_fetcher_state> self,
            fake_web* web) {
  explain_crashes(self);
  return {
    [web](caf::get_atom, const fetch_request& x) -> caf::result<page> {
      auto found = web->get(x.url);
      if (!found)
        return std::move(found.error());
      return std::move(*found);
    },
  };
}

} // namespace storify
