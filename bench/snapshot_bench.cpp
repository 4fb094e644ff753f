// SPDX-License-Identifier: BSD-3-Clause
// What a snapshot costs, and whom it holds up, while three producers write.
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

#include <benchmark/benchmark.h>

#include <fmt/format.h>

#include "bench/actors.hpp"
#include "bench/askers.hpp"
#include "bench/floods.hpp"
#include "bench/measures.hpp"
#include "bench/rivals.hpp"
#include "bench/scale.hpp"
#include "bench/timed_store.hpp"

namespace storify::bench {

namespace {

void tell_all(benchmark::State& state, std::chrono::duration<double> took,
              double products, const histogram& snapshots,
              const writer_times& times) {
  state.SetIterationTime(took.count());
  state.counters["products_per_s"] = products / took.count();
  tell(state, "snapshot", snapshots);
  tell(state, "write", sum(times));
}

void of_our_store(benchmark::State& state, const flood& x) {
  for ([[maybe_unused]] auto _ : state) {
    store_watch watch;
    histogram snapshots;
    writer_times times(x.writers);
    {
      system_config config;
      caf::actor_system system{config};
      auto database = system.spawn(ready_database, stored_part(x.known));
      store_actor store = system.spawn<timed_store>(&watch, quiet_store(),
                                                    database);
      await_loaded(system, store);
      auto taker = system.spawn(snapshot_taker, store, &snapshots);
      flood_store(system, store, x, &times, [&] {
        caf::anon_send(taker, caf::tick_atom_v);
        watch.on = true;
      });
      watch.on = false;
      caf::anon_send_exit(taker, caf::exit_reason::user_shutdown);
    }
    tell_all(state, x.time + warm_up,
             60.0 * static_cast<double>(sum(times).size()), snapshots, times);
    tell(state, "handler", watch.wall);
    tell(state, "handler_cpu", watch.cpu);
  }
}

template <class Store>
void of_rival(benchmark::State& state, const flood& x, double lot_size) {
  for ([[maybe_unused]] auto _ : state) {
    auto store = filled<Store>(x.known);
    histogram snapshots;
    writer_times times(x.writers);
    auto start = clock::now();
    clock::duration took{};
    {
      flooding_threads writers{x, *store, &times};
      std::this_thread::sleep_for(warm_up);
      auto kept = store->take_snapshot();
      auto end = clock::now() + x.time;
      while (clock::now() < end) {
        auto begin = clock::now();
        auto taken = store->take_snapshot();
        snapshots.add(clock::now() - begin);
        kept = std::move(taken);
        std::this_thread::sleep_for(snapshot_period);
      }
      took = clock::now() - start;
    }
    tell_all(state, took, lot_size * static_cast<double>(sum(times).size()),
             snapshots, times);
  }
}

} // namespace

void register_snapshots(const scale& x) {
  for (auto products : x.stores) {
    flood three{products, 3, x.flood};
    auto add = [&](const char* side, auto run) {
      auto name = fmt::format("snapshots/{}/{}", side, products);
      benchmark::RegisterBenchmark(name.c_str(), run)
        ->UseManualTime()
        ->Iterations(1)
        ->Repetitions(x.repetitions);
    };
    add("a", [=](benchmark::State& state) { of_our_store(state, three); });
    add("b", [=](benchmark::State& state) {
      of_rival<map_store<std::mutex>>(state, three, 1);
    });
    add("e", [=](benchmark::State& state) {
      of_rival<locked_inventory>(state, three, 60);
    });
  }
}

} // namespace storify::bench
