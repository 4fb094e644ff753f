// SPDX-License-Identifier: BSD-3-Clause
// What a thousand producers do to the memory of a store that is kept busy.
#include <algorithm>
#include <thread>

#include <benchmark/benchmark.h>
#include <malloc.h>

#include "bench/actors.hpp"
#include "bench/floods.hpp"
#include "bench/measures.hpp"
#include "bench/producers.hpp"
#include "bench/scale.hpp"
#include "bench/timed_store.hpp"

namespace storify::bench {

namespace {

double megabytes_since(uint64_t before) {
  auto now = resident_bytes();
  return static_cast<double>(std::max(now, before) - before) / 1e6;
}

// All that they bring is known: the store itself stays as large as it is.
void crowd(benchmark::State& state, size_t writers, uint64_t known,
           std::chrono::milliseconds time) {
  for ([[maybe_unused]] auto _ : state) {
    store_watch watch;
    double early = 0;
    double most = 0;
    {
      system_config config;
      caf::actor_system system{config};
      auto database = system.spawn(ready_database, stored_part(known));
      store_actor store = system.spawn<timed_store>(&watch, quiet_store(),
                                                    database);
      await_loaded(system, store);
      // So that what was used before is not taken for free memory.
      malloc_trim(0);
      auto before = resident_bytes();
      producers all{system};
      for (size_t i = 0; i < writers; ++i)
        all.hire(store, supply::updates(known, i + 1), {60, 2, nullptr});
      watch.on = true;
      auto begin = clock::now();
      all.start();
      for (auto now = begin; now < begin + time; now = clock::now()) {
        most = std::max(most, megabytes_since(before));
        if (now < begin + time / 4)
          early = most;
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
      }
      all.stop();
      all.wait();
    }
    state.SetIterationTime(std::chrono::duration<double>{time}.count());
    state.counters["writers"] = static_cast<double>(writers);
    state.counters["early_mb"] = early;
    state.counters["most_mb"] = most;
    state.counters["longest_mailbox"] = static_cast<double>(
      watch.longest_mailbox);
    state.counters["messages"] = static_cast<double>(watch.wall.size());
  }
}

} // namespace

void register_crowd(const scale& x) {
  benchmark::RegisterBenchmark("crowd/a", crowd, x.crowd, x.stores.front(),
                               4 * x.flood)
    ->UseManualTime()
    ->Iterations(1)
    ->Repetitions(x.repetitions);
}

} // namespace storify::bench
