// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "caf/expected.hpp"
#include "caf/timespan.hpp"

#include "messages/page.hpp"

namespace storify {

/// A transfer that has ended.
struct finished_transfer {
  uint64_t id = 0;
  caf::expected<page> result;
};

/// Runs many transfers at once. Abstract so that the FETCHER can be tested with
/// a scripted one. A fault of the engine itself (not of a page) is thrown.
class http_engine {
public:
  virtual ~http_engine() = default;

  /// Starts a transfer; whatever goes wrong with it is told by `poll`. An `id`
  /// may be used again once it was told there.
  virtual void start(uint64_t id, const fetch_request& request) = 0;

  /// Waits until a transfer has something to do, `wake` is called, or
  /// `max_wait` is over; then works on all of them, without waiting any more.
  /// Returns those that have ended, each once.
  virtual std::vector<finished_transfer> poll(caf::timespan max_wait) = 0;

  /// Ends the wait of the `poll` that runs, or else of the next one. The one
  /// member function that any thread may call at any time.
  virtual void wake() noexcept = 0;

  /// Returns how many transfers were started and not yet told to have ended.
  virtual size_t open() const = 0;
};

} // namespace storify
