// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "caf/actor_system.hpp"
#include "caf/scoped_actor.hpp"

#include "bench/actors.hpp"
#include "bench/histogram.hpp"
#include "bench/producers.hpp"
#include "bench/rivals.hpp"
#include "bench/supply.hpp"

namespace storify::bench {

/// A store of so many products, and writers that are never satisfied: half of
/// what they bring is new.
struct flood {
  uint64_t known;
  size_t writers;
  std::chrono::milliseconds time;
};

/// The times that each writer waited for each of its writes.
using writer_times = std::vector<histogram>;

inline histogram sum(const writer_times& times) {
  histogram all;
  for (const auto& x : times)
    all.add(x);
  return all;
}

/// Returns when `store` has loaded.
inline void await_loaded(caf::actor_system& system, const store_actor& store) {
  caf::scoped_actor self{system};
  self->request(store, caf::infinite, count_atom_v)
    .receive([](int64_t) {}, [](const caf::error&) {});
}

/// How long writers write before snapshots and round trips are measured.
inline constexpr std::chrono::milliseconds warm_up{30};

/// Runs the flood of actors, and ends it. Calls `begin` when it is under way.
template <class Begin>
void flood_store(caf::actor_system& system, const store_actor& store,
                 const flood& x, writer_times* times, Begin begin) {
  producers all{system};
  for (size_t i = 0; i < x.writers; ++i)
    all.hire(store, brought(x.known, i, x.writers),
             {60, 2, nullptr, times ? &(*times)[i] : nullptr});
  all.start();
  std::this_thread::sleep_for(warm_up);
  begin();
  std::this_thread::sleep_for(x.time);
  all.stop();
  all.wait();
}

/// Brings a rival what it takes at a time: a product, or a lot.
template <class Mutex>
void write_some(map_store<Mutex>& store, supply& goods) {
  store.put(goods.next());
}

inline void write_some(locked_inventory& store, supply& goods) {
  store.stock(goods.next_lot(60));
}

/// The flood of threads, from its birth to its death.
template <class Store>
class flooding_threads {
public:
  flooding_threads(const flood& x, Store& store, writer_times* times) {
    for (size_t i = 0; i < x.writers; ++i)
      threads_.emplace_back([=, &store, goods = brought(x.known, i, x.writers)](
                              std::stop_token stop) mutable {
        while (!stop.stop_requested()) {
          auto begin = clock::now();
          write_some(store, goods);
          if (times)
            (*times)[i].add(clock::now() - begin);
        }
      });
  }
  flooding_threads(const flooding_threads&) = delete;
  flooding_threads& operator=(const flooding_threads&) = delete;
  ~flooding_threads() {
    for (auto& x : threads_)
      x.request_stop();
  }

private:
  std::vector<std::jthread> threads_;
};

/// Fills a rival with the products that it has before it is measured.
template <class Store>
std::unique_ptr<Store> filled(uint64_t products) {
  auto store = std::make_unique<Store>();
  for (auto goods = stocked(products); !goods.is_over();)
    write_some(*store, goods);
  return store;
}

} // namespace storify::bench
