// SPDX-License-Identifier: BSD-3-Clause
// How fast a store is filled: ours by messages, and what it competes with.
#include <latch>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <thread>
#include <vector>

#include <benchmark/benchmark.h>

#include <fmt/format.h>

#include "bench/actors.hpp"
#include "bench/measures.hpp"
#include "bench/producers.hpp"
#include "bench/rivals.hpp"
#include "bench/scale.hpp"
#include "bench/supply.hpp"

namespace storify::bench {

namespace {

/// Answers as a STORE and does nothing: what is left is CAF.
stock_actor::behavior_type empty_store() {
  return {[](stock_atom, const lot&) { return stock_report{}; }};
}

struct ingest {
  uint64_t products;
  size_t writers;
  size_t lot_size = 60;
  size_t window = 2;

  // What one of the writers brings.
  supply part(size_t writer) const {
    auto first = products * writer / writers;
    return supply::fresh(first, products * (writer + 1) / writers - first);
  }
};

void fill(benchmark::State& state, caf::actor_system& system,
          const stock_actor& store, const ingest& x) {
  producers all{system};
  for (size_t i = 0; i < x.writers; ++i)
    all.hire(store, x.part(i), {x.lot_size, x.window, nullptr});
  stopwatch watch;
  all.start();
  all.wait();
  watch.stop(state, x.products);
}

void by_messages(benchmark::State& state, const ingest& x) {
  for ([[maybe_unused]] auto _ : state) {
    system_config config;
    caf::actor_system system{config};
    auto database = system.spawn(ready_database, inventory_part{});
    fill(state, system, system.spawn(store, quiet_store(), database), x);
  }
}

void by_messages_to_nobody(benchmark::State& state, const ingest& x) {
  for ([[maybe_unused]] auto _ : state) {
    system_config config;
    caf::actor_system system{config};
    fill(state, system, system.spawn(empty_store), x);
  }
}

// Calls `write` with the supply of a writer, in a thread for each.
template <class Write>
void by_threads(benchmark::State& state, const ingest& x, Write write) {
  std::latch start{static_cast<std::ptrdiff_t>(x.writers) + 1};
  std::vector<std::thread> threads;
  for (size_t i = 0; i < x.writers; ++i)
    threads.emplace_back([&, goods = x.part(i)]() mutable {
      start.arrive_and_wait();
      write(goods);
    });
  stopwatch watch;
  start.arrive_and_wait();
  for (auto& thread : threads)
    thread.join();
  watch.stop(state, x.products);
}

template <class Mutex>
void by_locked_maps(benchmark::State& state, const ingest& x) {
  for ([[maybe_unused]] auto _ : state) {
    map_store<Mutex> store;
    by_threads(state, x, [&](supply& goods) {
      while (!goods.is_over())
        store.put(goods.next());
    });
  }
}

void by_locked_inventory(benchmark::State& state, const ingest& x) {
  for ([[maybe_unused]] auto _ : state) {
    locked_inventory store;
    by_threads(state, x, [&](supply& goods) {
      while (!goods.is_over())
        store.stock(goods.next_lot(x.lot_size));
    });
  }
}

void by_calls(benchmark::State& state, const ingest& x) {
  for ([[maybe_unused]] auto _ : state) {
    inventory store;
    by_threads(state, x, [&](supply& goods) {
      while (!goods.is_over())
        store.stock(goods.next_lot(x.lot_size));
    });
  }
}

} // namespace

void register_ingest(const scale& x) {
  auto add = [&](const std::string& name, auto run, ingest what) {
    benchmark::RegisterBenchmark(("ingest/" + name).c_str(), run, what)
      ->UseManualTime()
      ->Iterations(1)
      ->Repetitions(x.repetitions);
  };
  for (size_t writers : {1, 3, 8}) {
    ingest lots{x.ingest, writers};
    ingest singles{x.ingest, writers, 1, 16};
    auto name = [writers](const char* side) {
      return fmt::format("{}/{}", side, writers);
    };
    add(name("a_lots"), by_messages, lots);
    add(name("a_singles"), by_messages, singles);
    add(name("b"), by_locked_maps<std::mutex>, lots);
    add(name("c"), by_locked_maps<std::shared_mutex>, lots);
    add(name("e"), by_locked_inventory, lots);
    add(name("g_lots"), by_messages_to_nobody, lots);
    add(name("g_singles"), by_messages_to_nobody, singles);
  }
  add("d/1", by_calls, {x.ingest, 1});
}

} // namespace storify::bench
