// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "caf/replies_to.hpp"
#include "caf/typed_actor.hpp"

#include "messages/page.hpp"
#include "messages/types.hpp"

namespace storify {

/// The FETCHER: brings pages, many at once, gently to each host.
using fetcher_actor = caf::typed_actor<
  // Answers the page, always and in the end: with a status other than 2xx, a
  // time-out or a broken connection it is an error. Errors: host_unreachable,
  // timed_out, connection_lost, page_refused, too_many_requests, server_error,
  // page_too_large, url_not_allowed, fetch_failed, fetcher_down.
  caf::replies_to<caf::get_atom, fetch_request>::with<page>>;

} // namespace storify
