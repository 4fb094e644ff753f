// SPDX-License-Identifier: BSD-3-Clause
#include "core/scraping/fetch_policy.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include "caf/sec.hpp"

#include "messages/errors.hpp"

namespace storify {

bool may_heal(const caf::error& why) {
  // A fetcher that ends answers what it knows of with `fetcher_down`; requests
  // still in its mailbox get CAF's own word for it.
  if (why == caf::sec::request_receiver_down)
    return true;
  constexpr std::array healing{ec::timed_out, ec::connection_lost,
                               ec::too_many_requests, ec::server_error,
                               ec::fetcher_down};
  return std::any_of(healing.begin(), healing.end(),
                     [&](ec code) { return why == code; });
}

std::optional<caf::timespan> retry_delay(unsigned failed_tries) {
  using namespace std::chrono_literals;
  switch (failed_tries) {
    case 1: return 500ms;
    case 2: return 1s;
    default: return std::nullopt;
  }
}

} // namespace storify
