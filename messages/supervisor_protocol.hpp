// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "caf/replies_to.hpp"
#include "caf/typed_actor.hpp"

#include "messages/fetcher_protocol.hpp"
#include "messages/notice_protocol.hpp"
#include "messages/scraper_protocol.hpp"
#include "messages/scraping.hpp"
#include "messages/types.hpp"

namespace storify {

/// The SUPERVISOR: starts everybody in order, restarts who crashed, stops
/// everybody in reverse. Scrapers fetch through it, so that a restarted fetcher
/// needs no new introduction: it passes each request on.
using supervisor_actor = caf::typed_actor<
  // Opens the shop; answers the exit code when everybody has gone home.
  caf::replies_to<run_atom>::with<int32_t>,
  // Answers a row per category, in the order of the profile.
  caf::replies_to<status_atom>::with<std::vector<scraper_status>>,
  // Starts the scrapers of these categories, or all if none is named; answers
  // the names. Errors: no_such_category, shutting_down.
  caf::replies_to<scrape_atom,
                  std::vector<std::string>>::with<std::vector<std::string>>,
  // Answers when no scraper is at work any more. Errors: shutting_down.
  caf::replies_to<wait_atom>::with<scrape_summary>,
  // Closes the shop: drains, saves, and leaves with this exit code, unless the
  // last save fails.
  caf::reacts_to<stop_atom, int32_t>,
  // SIGINT: passed on to the repl.
  caf::reacts_to<interrupt_atom>>::extend_with<fetcher_actor>::
  extend_with<scraper_watcher>::extend_with<notice_board>;

} // namespace storify
