// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <string>

#include "caf/error.hpp"
#include "caf/meta/load_callback.hpp"
#include "caf/meta/type_name.hpp"

#include "messages/types.hpp"

namespace storify {

/// Where a scraper is in its work.
enum class scraper_phase : uint8_t {
  idle,       ///< Not asked to work yet.
  running,    ///< Fetching, reading and sending.
  paused,     ///< Keeps its place until it is started again.
  restarting, ///< Crashed; comes back after a moment.
  done,       ///< Everything it was asked for is in the store.
  stopped,    ///< Told to stop before the end.
  failed,     ///< Gave up; `scraper_status::note` says why.
};

/// Returns the word that people read.
constexpr const char* to_string(scraper_phase x) {
  switch (x) {
    case scraper_phase::idle: return "idle";
    case scraper_phase::running: return "running";
    case scraper_phase::paused: return "paused";
    case scraper_phase::restarting: return "restarting";
    case scraper_phase::done: return "done";
    case scraper_phase::stopped: return "stopped";
    case scraper_phase::failed: return "failed";
  }
  return "unknown";
}

/// What happened to a category so far.
struct scraper_status {
  std::string category;
  scraper_phase phase = scraper_phase::idle;
  uint64_t products = 0; ///< Sent to the store in this run.
  uint64_t pages = 0;    ///< Read in this run.
  std::string note;      ///< A sentence, or empty.

  bool operator==(const scraper_status&) const = default;
};

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, scraper_status& x) {
  auto phase = static_cast<uint8_t>(x.phase);
  auto take = [&]() -> caf::error {
    if (phase > static_cast<uint8_t>(scraper_phase::failed))
      return fail(ec::bad_usage, "unknown scraper phase");
    x.phase = static_cast<scraper_phase>(phase);
    return caf::none;
  };
  return f(caf::meta::type_name("scraper_status"), x.category, phase,
           x.products, x.pages, x.note, caf::meta::load_callback(take));
}

/// How a round of scraping ended.
struct scrape_summary {
  uint64_t categories = 0; ///< Of the shop; 0 if nobody scraped any.
  uint64_t failed = 0;

  bool operator==(const scrape_summary&) const = default;
};

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, scrape_summary& x) {
  return f(caf::meta::type_name("scrape_summary"), x.categories, x.failed);
}

} // namespace storify
