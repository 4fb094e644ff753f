// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <utility>

#include "caf/mailbox_element.hpp"

#include "actors/store.hpp"
#include "bench/histogram.hpp"
#include "bench/measures.hpp"

namespace storify::bench {

/// What was seen in a store. To be read when the store is gone.
struct store_watch {
  std::atomic<bool> on = false;
  histogram wall; ///< Per message; holds what others did on this core, too.
  histogram cpu;  ///< Per message, of the store alone.
  size_t longest_mailbox = 0;
};

/// A STORE that is watched while it handles its messages.
class timed_store : public store_self::stateful_base<store_state> {
public:
  using base = store_self::stateful_base<store_state>;

  timed_store(caf::actor_config& cfg, store_watch* watch, store_config config,
              database_actor database)
    : base(cfg),
      watch_(watch),
      config_(std::move(config)),
      database_(std::move(database)) {
  }

  behavior_type make_behavior() override {
    return store(this, std::move(config_), std::move(database_));
  }

  caf::invoke_message_result consume(caf::mailbox_element& x) override {
    if (!watch_->on)
      return base::consume(x);
    watch_->longest_mailbox = std::max(watch_->longest_mailbox,
                                       size_t{mailbox().size()});
    auto begin = clock::now();
    auto cpu = thread_time();
    auto result = base::consume(x);
    watch_->cpu.add(thread_time() - cpu);
    watch_->wall.add(clock::now() - begin);
    return result;
  }

private:
  store_watch* watch_;
  store_config config_;
  database_actor database_;
};

} // namespace storify::bench
