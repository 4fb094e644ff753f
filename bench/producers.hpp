// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <atomic>
#include <cstddef>
#include <utility>
#include <vector>

#include "caf/event_based_actor.hpp"
#include "caf/scoped_actor.hpp"
#include "caf/send.hpp"
#include "caf/stateful_actor.hpp"

#include "bench/actors.hpp"
#include "bench/histogram.hpp"
#include "bench/supply.hpp"

namespace storify::bench {

struct producer_config {
  size_t lot_size = 60;
  size_t window = 2;                 ///< Lots that may be unanswered.
  const std::atomic<bool>* stop;     ///< Ends a supply that has no end.
  histogram* answer_times = nullptr; ///< Of lots, if somebody wants to know.
};

/// Sends lots as a SCRAPER does, an answer asking for the next one. Begins when
/// told to, and tells `boss` when all is answered.
class producer_state {
public:
  static constexpr const char* name = "producer";

  explicit producer_state(caf::event_based_actor* self) : self_(self) {
  }

  caf::behavior begin(stock_actor store, supply goods, producer_config config,
                      caf::actor boss) {
    store_ = std::move(store);
    goods_ = std::move(goods);
    config_ = config;
    boss_ = std::move(boss);
    return {[this](caf::tick_atom) { send(); }};
  }

private:
  bool is_over() const {
    return goods_.is_over() || *config_.stop;
  }

  void send() {
    while (unanswered_ < config_.window && !is_over()) {
      ++unanswered_;
      auto sent = config_.answer_times ? clock::now()
                                       : clock::time_point::min();
      self_
        ->request(store_, caf::infinite, stock_atom_v,
                  goods_.next_lot(config_.lot_size))
        .then([this, sent](const stock_report&) { answered(sent); });
    }
    if (unanswered_ == 0) {
      self_->send(boss_, caf::ok_atom_v);
      self_->quit();
    }
  }

  void answered(clock::time_point sent) {
    if (config_.answer_times)
      config_.answer_times->add(clock::now() - sent);
    --unanswered_;
    send();
  }

  caf::event_based_actor* self_;
  stock_actor store_;
  supply goods_;
  producer_config config_{};
  caf::actor boss_;
  size_t unanswered_ = 0;
};

inline caf::behavior producer(caf::stateful_actor<producer_state>* self,
                              stock_actor store, supply goods,
                              producer_config config, caf::actor boss) {
  return self->state.begin(std::move(store), std::move(goods), config,
                           std::move(boss));
}

/// Some producers, from their start to the last one's end.
class producers {
public:
  explicit producers(caf::actor_system& system) : boss_(system) {
  }
  producers(const producers&) = delete;
  producers& operator=(const producers&) = delete;

  void hire(const stock_actor& store, supply goods, producer_config config) {
    config.stop = &stop_;
    hired_.push_back(boss_->spawn(producer, store, std::move(goods), config,
                                  caf::actor{boss_}));
  }
  void start() {
    for (const auto& x : hired_)
      caf::anon_send(x, caf::tick_atom_v);
  }
  void stop() {
    stop_ = true;
  }
  void wait() {
    for (size_t i = 0; i < hired_.size(); ++i)
      boss_->receive([](caf::ok_atom) {});
  }

private:
  caf::scoped_actor boss_;
  std::atomic<bool> stop_ = false;
  std::vector<caf::actor> hired_;
};

/// Brings all of that to a store by one producer, in large lots.
inline void fill(caf::actor_system& system, const stock_actor& store,
                 supply goods) {
  producers filling{system};
  filling.hire(store, std::move(goods), {1000, 2, nullptr});
  filling.start();
  filling.wait();
}

} // namespace storify::bench
