// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "actors/scraper.hpp"
#include "test/fakes/fake_fetcher.hpp"
#include "test/fakes/fake_store.hpp"
#include "test/fakes/scripted_clause.hpp"
#include "test/fixtures.hpp"

namespace storify {

/// Whom a scraper reports to.
struct fake_watcher_state {
  static constexpr const char* name = "fake_watcher";

  explicit fake_watcher_state(scraper_watcher::pointer self) : reports(self) {
  }

  scripted_clause<void, scraper_status> reports;
};

inline scraper_watcher::behavior_type
fake_watcher(scraper_watcher::stateful_pointer<fake_watcher_state> self) {
  auto& state = self->state;
  return {
    [&state, self](const scraper_status& x) {
      return state.reports.ask(self, x);
    },
  };
}

/// A real scraper between a fake fetcher, a fake store and a fake watcher.
class scraper_fixture : public actor_fixture {
public:
  scraper_fixture() {
    fetching = sys.spawn(fake_fetcher);
    storing = sys.spawn(fake_store);
    watching = sys.spawn(fake_watcher);
    auto read = parse_profile(
      R"json({"name": "shop", "currency": "EUR", "locale": "fr",
          "categories": [{"name": "MEUBLE", "url": "http://x/1"}],
          "product": ".tile",
          "fields": {"name": ".name::text", "price": ".price::text",
                     "sku": "::attr(data-sku)"},
          "next": "a[rel=next]::attr(href)",
          "delay": "2s", "concurrency": 3, "timeout": "7s"})json",
      "file:///shop.json");
    CAF_REQUIRE(read);
    auto profile = std::make_shared<const site_profile>(std::move(*read));
    config.profile = profile;
    config.order = {"shop", "MEUBLE", "http://x/1", 0, 7};
  }

  ~scraper_fixture() override {
    end(aut);
    end(fetching);
    end(storing);
    end(watching);
  }

  void start() {
    if (!aut)
      aut = sys.spawn(scraper, config,
                      scraper_contacts{fetching, storing, watching});
    tell(start_atom_v);
  }

  template <class Atom>
  void tell(Atom what) {
    caf::anon_send(aut, what);
    sched.run();
  }

  void pass(caf::timespan time) {
    advance_time(time);
    sched.run();
  }

  /// Returns a page of these products, and a link to the next page.
  static std::string body(const std::vector<std::string>& skus,
                          const std::string& next = {}) {
    std::string text = "<html><body>";
    for (const auto& sku : skus)
      text += fmt::format("<div class=tile data-sku={}><b class=name>{}</b>"
                          "<i class=price>9,99 €</i></div>",
                          sku, sku);
    if (!next.empty())
      text += fmt::format("<a rel=next href={}>more</a>", next);
    return text + "</body></html>";
  }

  // -- the fetcher ------------------------------------------------------------

  scripted_clause<page, fetch_request>& fetches() {
    return state_of<fake_fetcher_state>(fetching).fetch;
  }

  /// Returns the URL that is asked for, or nothing.
  std::string url() {
    return fetches().waiting() > 0 ? fetches().arg().url : std::string{};
  }

  void bring(const std::string& text) {
    fetches().answer(page{url(), "text/html; charset=utf-8", text});
    sched.run();
  }

  void bring(const std::vector<std::string>& skus,
             const std::string& next = {}) {
    bring(body(skus, next));
  }

  void refuse(const caf::error& why) {
    fetches().answer(why);
    sched.run();
  }

  // -- the store --------------------------------------------------------------

  scripted_clause<stock_report, lot>& lots() {
    return state_of<fake_store_state>(storing).stock;
  }

  /// Returns the names in the lot that waits.
  std::vector<std::string> offered() {
    std::vector<std::string> result;
    if (lots().waiting() > 0)
      for (const auto& x : lots().arg().offers())
        result.push_back(x.name);
    return result;
  }

  void take_lot() {
    lots().answer(stock_report{});
    sched.run();
  }

  // -- the watcher ------------------------------------------------------------

  scripted_clause<void, scraper_status>& reports() {
    return state_of<fake_watcher_state>(watching).reports;
  }

  /// Lets all reports be taken; returns the last one.
  scraper_status last_report() {
    scraper_status result;
    while (reports().waiting() > 0) {
      result = reports().arg();
      reports().answer();
      sched.run();
    }
    return result;
  }

  scraper_config config;
  fetcher_actor fetching;
  store_actor storing;
  scraper_watcher watching;
  scraper_actor aut;
};

} // namespace storify
