// SPDX-License-Identifier: BSD-3-Clause
// How long a person waits for an added product while everything is saved, and
// while somebody else searches and sorts everything.
#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include <benchmark/benchmark.h>

#include <fmt/format.h>

#include "actors/database.hpp"
#include "bench/actors.hpp"
#include "bench/askers.hpp"
#include "bench/floods.hpp"
#include "bench/lists.hpp"
#include "bench/measures.hpp"
#include "bench/producers.hpp"
#include "bench/scale.hpp"
#include "bench/temporary_folder.hpp"

namespace storify::bench {

namespace {

constexpr std::chrono::milliseconds reading_time{300};

/// A person who adds products until it is told that the other work is done.
class adding {
public:
  adding(caf::actor_system& system, const store_actor& store, uint64_t known,
         round_trips& times)
    : person_(system.spawn(prober, store, known, &times)) {
    caf::anon_send(person_, caf::tick_atom_v);
  }
  adding(const adding&) = delete;
  adding& operator=(const adding&) = delete;
  ~adding() {
    caf::anon_send_exit(person_, caf::exit_reason::user_shutdown);
  }

private:
  caf::actor person_;
};

void tell_all(benchmark::State& state, clock::duration took,
              const round_trips& times) {
  state.SetIterationTime(std::chrono::duration<double>{took}.count());
  tell(state, "add", times.add);
}

struct saving {
  storage_kind kind;
  bool has_changes = false; ///< Each product has a movement.
};

// With the DATABASE of the shop: an add is answered when it is durable.
void while_saving(benchmark::State& state, const saving& what,
                  uint64_t products) {
  for ([[maybe_unused]] auto _ : state) {
    temporary_folder folder;
    round_trips times;
    clock::duration took{};
    {
      system_config config;
      caf::actor_system system{config};
      auto open = [&] { return open_storage(what.kind, folder.path()); };
      auto kept = system.spawn<caf::detached>(database,
                                              database_config{open, {}});
      store_config settings;
      settings.commits = what.kind == storage_kind::sqlite;
      store_actor goods = system.spawn(store, settings, kept);
      fill(system, goods, stocked(products));
      if (what.has_changes)
        fill(system, goods, supply::revised(products));
      caf::scoped_actor self{system};
      adding person{system, goods, products, times};
      auto begin = clock::now();
      self->request(goods, caf::infinite, save_atom_v)
        .receive([](const save_report&) {},
                 [&](const caf::error&) { state.SkipWithError("no save"); });
      took = clock::now() - begin;
    }
    tell_all(state, took, times);
  }
}

struct reader_state {
  static constexpr const char* name = "reader";
  std::unique_ptr<list_printout> list;
  std::string text;
};

// Lists as the REPL does: in its own time, slice by slice.
caf::behavior reader(caf::stateful_actor<reader_state>* self, store_actor store,
                     listing_query query, caf::actor boss) {
  self
    ->request<caf::message_priority::high>(store, caf::infinite,
                                           snapshot_atom_v)
    .then([=](const snapshot& x) {
      self->state.list = std::make_unique<list_printout>(
        x, query, row_format::csv, table_style{});
      self->send(self, caf::tick_atom_v);
    });
  return {[=](caf::tick_atom) {
    auto& [list, text] = self->state;
    text.clear();
    if (!list->is_ready())
      list->prepare(list_printout::products_per_step);
    else if (list->write(text, list_printout::bytes_per_step)) {
      self->send(boss, caf::ok_atom_v);
      return self->quit();
    }
    self->send(self, caf::tick_atom_v);
  }};
}

// Again and again, as one time is too short to meet many adds.
void while_reading(benchmark::State& state, const listing_query& query,
                   uint64_t products) {
  for ([[maybe_unused]] auto _ : state) {
    round_trips times;
    clock::duration took{};
    {
      system_config config;
      caf::actor_system system{config};
      auto kept = system.spawn(ready_database, stored_part(products));
      store_actor goods = system.spawn(store, quiet_store(), kept);
      await_loaded(system, goods);
      caf::scoped_actor self{system};
      adding person{system, goods, products, times};
      auto begin = clock::now();
      while (took < reading_time) {
        self->spawn(reader, goods, query, caf::actor{self});
        self->receive([](caf::ok_atom) {});
        took = clock::now() - begin;
      }
    }
    tell_all(state, took, times);
  }
}

} // namespace

void register_adds(const scale& x) {
  for (auto products : x.stores) {
    auto add = [&](const char* meanwhile, auto run, const auto& what) {
      benchmark::RegisterBenchmark(
        fmt::format("adds/{}/a/{}", meanwhile, products).c_str(), run, what,
        products)
        ->UseManualTime()
        ->Iterations(1)
        ->Repetitions(x.repetitions);
    };
    add("save_sqlite", while_saving, saving{storage_kind::sqlite});
    add("save_changes", while_saving, saving{storage_kind::sqlite, true});
    add("save_csv", while_saving, saving{storage_kind::csv});
    add("save_json", while_saving, saving{storage_kind::json});
    add("find", while_reading, find_query());
    add("dearest", while_reading, dearest_query());
  }
}

} // namespace storify::bench
