// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "caf/replies_to.hpp"
#include "caf/typed_actor.hpp"

#include "messages/scraping.hpp"
#include "messages/types.hpp"

namespace storify {

/// A SCRAPER: one category of a shop, from page to page.
using scraper_actor = caf::typed_actor<
  // Starts from the first page, or goes on where it was paused; ignored while
  // it runs.
  caf::reacts_to<start_atom>,
  // Keeps its place and sends nothing more; ignored unless it runs.
  caf::reacts_to<pause_atom>,
  // Gives up the run; what was sent stays in the store.
  caf::reacts_to<stop_atom>>;

/// Whoever a scraper reports to.
using scraper_watcher = caf::typed_actor<
  // Takes note of how a category is doing; the answer asks for the next
  // report, so that several may come as one.
  caf::reacts_to<scraper_status>>;

} // namespace storify
