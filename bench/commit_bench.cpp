// SPDX-License-Identifier: BSD-3-Clause
// How long a durable change takes, and how many there can be in a second.
#include <chrono>
#include <cstddef>

#include <benchmark/benchmark.h>

#include <fmt/format.h>
#include <sqlite3.h>

#include "actors/database.hpp"
#include "bench/actors.hpp"
#include "bench/askers.hpp"
#include "bench/floods.hpp"
#include "bench/measures.hpp"
#include "bench/scale.hpp"
#include "bench/temporary_folder.hpp"

namespace storify::bench {

namespace {

constexpr std::chrono::milliseconds committing_time{1000};

/// Adds products, one after the other, until the time is over.
caf::behavior client(caf::stateful_actor<asker_state>* self, store_actor store,
                     clock::time_point end, histogram* times, caf::actor boss) {
  return {[=](caf::tick_atom) {
    auto begin = clock::now();
    if (begin >= end) {
      self->send(boss, caf::ok_atom_v);
      return self->quit();
    }
    self
      ->request<caf::message_priority::high>(store, caf::infinite,
                                             caf::add_atom_v, added_by_hand())
      .then([=](const product&) {
        times->add(clock::now() - begin);
        self->send(self, caf::tick_atom_v);
      });
  }};
}

void tell_all(benchmark::State& state, clock::time_point begin,
              const std::vector<histogram>& times) {
  std::chrono::duration<double> took = clock::now() - begin;
  double adds = 0;
  for (const auto& x : times)
    adds += static_cast<double>(x.size());
  state.SetIterationTime(took.count());
  state.counters["adds_per_s"] = adds / took.count();
  tell(state, "add", times.front());
}

void by_our_store(benchmark::State& state, size_t clients) {
  for ([[maybe_unused]] auto _ : state) {
    temporary_folder folder;
    system_config config;
    caf::actor_system system{config};
    auto open = [&] {
      return open_storage(storage_kind::sqlite, folder.path());
    };
    auto kept = system.spawn<caf::detached>(database,
                                            database_config{open, {}});
    store_actor goods = system.spawn(store, store_config{}, kept);
    await_loaded(system, goods);
    std::vector<histogram> times(clients);
    caf::scoped_actor self{system};
    auto begin = clock::now();
    for (auto& x : times)
      caf::anon_send(self->spawn(client, goods, begin + committing_time, &x,
                                 caf::actor{self}),
                     caf::tick_atom_v);
    for (size_t i = 0; i < clients; ++i)
      self->receive([](caf::ok_atom) {});
    tell_all(state, begin, times);
  }
}

// What anybody gets who commits each row by itself.
void by_bare_sqlite(benchmark::State& state) {
  for ([[maybe_unused]] auto _ : state) {
    temporary_folder folder;
    sqlite3* db = nullptr;
    sqlite3_open((folder.path() / "bare.db").c_str(), &db);
    auto run = [&](const char* statement) {
      sqlite3_exec(db, statement, nullptr, nullptr, nullptr);
    };
    run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
        "CREATE TABLE product (id INTEGER PRIMARY KEY, name, cents, quantity)");
    std::vector<histogram> times(1);
    auto begin = clock::now();
    for (auto at = begin; at < begin + committing_time;) {
      run("INSERT INTO product (name, cents, quantity) "
          "VALUES ('A chair without a sku, by hand', 4900, 3)");
      auto now = clock::now();
      times.front().add(now - at);
      at = now;
    }
    tell_all(state, begin, times);
    sqlite3_close(db);
  }
}

} // namespace

void register_commits(const scale& x) {
  auto add = [&](const char* name, auto run, auto... arguments) {
    benchmark::RegisterBenchmark(name, run, arguments...)
      ->UseManualTime()
      ->Iterations(1)
      ->Repetitions(x.repetitions);
  };
  add("commits/a/1", by_our_store, size_t{1});
  add("commits/a/64", by_our_store, size_t{64});
  add("commits/h/1", by_bare_sqlite);
}

} // namespace storify::bench
