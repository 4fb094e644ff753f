// SPDX-License-Identifier: BSD-3-Clause
// How long a person waits for one product, while nobody writes and while many
// do.
#include <mutex>
#include <thread>

#include <benchmark/benchmark.h>

#include <fmt/format.h>

#include "bench/actors.hpp"
#include "bench/askers.hpp"
#include "bench/floods.hpp"
#include "bench/measures.hpp"
#include "bench/rivals.hpp"
#include "bench/scale.hpp"

namespace storify::bench {

namespace {

void tell_all(benchmark::State& state, const flood& x,
              const round_trips& times) {
  state.SetIterationTime(std::chrono::duration<double>{x.time}.count());
  tell(state, "get", times.get);
  tell(state, "add", times.add);
}

void with_our_store(benchmark::State& state, const flood& x) {
  for ([[maybe_unused]] auto _ : state) {
    round_trips times;
    {
      system_config config;
      caf::actor_system system{config};
      auto database = system.spawn(ready_database, stored_part(x.known));
      store_actor goods = system.spawn(store, quiet_store(), database);
      await_loaded(system, goods);
      auto asker = system.spawn(prober, goods, x.known, &times);
      flood_store(system, goods, x, nullptr,
                  [&] { caf::anon_send(asker, caf::tick_atom_v); });
      caf::anon_send_exit(asker, caf::exit_reason::user_shutdown);
    }
    tell_all(state, x, times);
  }
}

template <class Store>
void with_rival(benchmark::State& state, const flood& x) {
  for ([[maybe_unused]] auto _ : state) {
    auto store = filled<Store>(x.known);
    round_trips times;
    {
      flooding_threads writers{x, *store, nullptr};
      std::this_thread::sleep_for(warm_up);
      auto end = clock::now() + x.time;
      for (uint64_t number = 0; clock::now() < end; ++number) {
        auto begin = clock::now();
        benchmark::DoNotOptimize(store->get(1 + number * 7919 % x.known));
        times.get.add(clock::now() - begin);
        std::this_thread::sleep_for(person_period);
        begin = clock::now();
        benchmark::DoNotOptimize(store->add(added_by_hand()));
        times.add.add(clock::now() - begin);
        std::this_thread::sleep_for(person_period);
      }
    }
    tell_all(state, x, times);
  }
}

} // namespace

void register_round_trips(const scale& x) {
  for (auto products : x.stores) {
    for (size_t writers : {size_t{0}, size_t{3}, x.crowd}) {
      flood some{products, writers, x.flood};
      // A thousand threads that want to run take a minute for a turn.
      auto few = writers < 1000 ? x.repetitions : 1;
      auto add = [&](const char* side, auto run, int repetitions) {
        auto name = fmt::format("round_trips/{}/{}/{}", side, products,
                                writers);
        benchmark::RegisterBenchmark(name.c_str(), run, some)
          ->UseManualTime()
          ->Iterations(1)
          ->Repetitions(repetitions);
      };
      add("a", with_our_store, x.repetitions);
      add("b", with_rival<map_store<std::mutex>>, few);
      add("e", with_rival<locked_inventory>, few);
    }
  }
}

} // namespace storify::bench
