// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "caf/stateful_actor.hpp"
#include "caf/timespan.hpp"
#include "caf/typed_event_based_actor.hpp"

#include "core/scraping/page_reader.hpp"
#include "core/scraping/profile.hpp"
#include "core/scraping/scrape_run.hpp"
#include "messages/fetcher_protocol.hpp"
#include "messages/scraper_protocol.hpp"
#include "messages/store_protocol.hpp"

namespace storify {

struct scraper_config {
  std::shared_ptr<const site_profile> profile;
  scrape_order order;
  caf::timespan pace{}; ///< Between two products; 0 = none.
  size_t lot_size = 60; ///< Products sent at once when there is no pace.
  size_t slice_size = 64 * 1024; ///< Bytes of a page read in one go.
};

struct scraper_contacts {
  fetcher_actor fetcher;
  store_actor store;
  scraper_watcher watcher;
};

using scraper_self = scraper_actor::extend<
  // Takes the next step of the run; a stale epoch belongs to a run given up.
  caf::reacts_to<caf::tick_atom, uint64_t>>;

/// Owns where the scraper is in its category. There is never more than one of
/// these under way: a page asked for, a page being read, a lot sent, a pause.
class scraper_state {
public:
  static constexpr const char* name = "scraper";

  explicit scraper_state(scraper_self::pointer self) : self_(self) {
  }

  void meet(scraper_config config, scraper_contacts contacts);
  void start();
  void pause();
  void stop();
  void tick(uint64_t epoch);

private:
  void step();
  void fetch(const std::string& url);
  void fetch_failed(const caf::error& why);
  void read_slice();
  void send(lot x);
  void sent();
  void finish(scraper_phase phase, std::string note);
  void step_after(caf::timespan delay);
  void report();

  scraper_self::pointer self_;
  scraper_config config_;
  scraper_contacts contacts_;
  std::optional<scrape_run> run_;
  std::optional<page_reader> reader_;
  scraper_status status_;
  bool is_waiting_ = false; ///< For an answer or a tick of this epoch.
  uint64_t epoch_ = 0;      ///< Of the run; answers to an older one are stale.
  unsigned failed_tries_ = 0; ///< Of the page to come.
  bool is_reporting_ = false;
  bool has_news_ = false;
};

/// The SCRAPER of one category.
scraper_self::behavior_type
scraper(scraper_self::stateful_pointer<scraper_state> self,
        scraper_config config, scraper_contacts contacts);

} // namespace storify
