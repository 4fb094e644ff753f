// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <utility>

#include "caf/event_based_actor.hpp"
#include "caf/stateful_actor.hpp"

#include "bench/histogram.hpp"
#include "messages/store_protocol.hpp"

namespace storify::bench {

/// How long a snapshot is waited for until the next one is asked for.
inline constexpr std::chrono::milliseconds snapshot_period{10};

/// How long a person waits until the next request: one who asks at any moment
/// meets what there is, be it short or long.
inline constexpr std::chrono::microseconds person_period{250};

/// How long a person waits for an answer.
struct round_trips {
  histogram get;
  histogram add;
};

inline product_draft added_by_hand() {
  return {"A chair without a sku, by hand", {4900, {}}, 3};
}

struct asker_state {
  static constexpr const char* name = "asker";
  snapshot kept;
  uint64_t asked = 0;
};

/// Takes a snapshot every 10 ms, with the priority of a person's request, and
/// keeps it until the next one: as somebody who reads all the time.
inline caf::behavior snapshot_taker(caf::stateful_actor<asker_state>* self,
                                    store_actor store, histogram* times) {
  return {[=](caf::tick_atom) {
    auto begin = clock::now();
    self
      ->request<caf::message_priority::high>(store, caf::infinite,
                                             snapshot_atom_v)
      .then([=](const snapshot& x) {
        times->add(clock::now() - begin);
        self->state.kept = x;
        self->delayed_send(self, snapshot_period, caf::tick_atom_v);
      });
  }};
}

/// Gets one of the `known` products and adds one by turns, with the priority of
/// a person's request.
inline caf::behavior prober(caf::stateful_actor<asker_state>* self,
                            store_actor store, uint64_t known,
                            round_trips* times) {
  auto answered = [=](histogram& of, clock::time_point begin) {
    of.add(clock::now() - begin);
    self->delayed_send(self, person_period, caf::tick_atom_v);
  };
  return {[=](caf::tick_atom) {
    auto number = self->state.asked++;
    auto begin = clock::now();
    if (number % 2 == 0)
      self
        ->request<caf::message_priority::high>(
          store, caf::infinite, caf::get_atom_v,
          product_id{1 + number * 7919 % known})
        .then([=](const product&) { answered(times->get, begin); });
    else
      self
        ->request<caf::message_priority::high>(store, caf::infinite,
                                               caf::add_atom_v, added_by_hand())
        .then([=](const product&) { answered(times->add, begin); });
  }};
}

} // namespace storify::bench
