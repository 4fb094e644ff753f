// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "caf/actor_clock.hpp"
#include "caf/timespan.hpp"
#include "caf/typed_event_based_actor.hpp"
#include "caf/typed_response_promise.hpp"

#include "core/scraping/host_queue.hpp"
#include "io/scraping/http_engine.hpp"
#include "messages/fetcher_protocol.hpp"
#include "messages/types.hpp"

namespace storify {

struct fetcher_config {
  size_t max_open = 64; ///< Most transfers at once, all hosts together.
};

using fetcher_self = fetcher_actor::extend<
  // Lets the engine work, and wait for the network.
  caf::reacts_to<poll_atom>,
  // A host's delay is over.
  caf::reacts_to<caf::tick_atom>>;

/// Owns the engine, the queues of the hosts, and every request not answered
/// yet. To be spawned detached: it waits inside the engine while transfers are
/// open, and in its mailbox, for nothing, while none is.
class fetcher : public fetcher_self::base {
public:
  fetcher(caf::actor_config& cfg, std::unique_ptr<http_engine> engine,
          fetcher_config config = {});

  const char* name() const override;

  /// Called by whoever sends a message, in the sender's thread: wakes the
  /// engine, so that the message is looked at now.
  void enqueue(caf::mailbox_element_ptr x, caf::execution_unit* unit) override;

  /// Answers all that is open or waits with `ec::fetcher_down`.
  void on_exit() override;

protected:
  behavior_type make_behavior() override;

private:
  struct transfer {
    fetch_request request;
    std::string host;
    caf::typed_response_promise<page> promise;
  };

  caf::result<page> get(fetch_request& request);
  void tick();
  void poll();
  void start_ready();
  void answer(finished_transfer x);

  // Lives as long as this object, longer than the actor: a sender may still be
  // inside `enqueue` while the actor ends.
  std::unique_ptr<http_engine> engine_;
  host_queue queue_;
  std::unordered_map<uint64_t, transfer> transfers_;
  uint64_t last_id_ = 0;
  std::optional<caf::actor_clock::time_point> next_tick_;
  bool polling_ = false; ///< A poll message is on its way.
};

} // namespace storify
