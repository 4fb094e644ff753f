// SPDX-License-Identifier: BSD-3-Clause
// How long it takes to load and to save everything, in each kind of file.
#include <chrono>
#include <filesystem>
#include <utility>

#include <benchmark/benchmark.h>

#include <fmt/format.h>

#include "actors/database.hpp"
#include "bench/actors.hpp"
#include "bench/floods.hpp"
#include "bench/histogram.hpp"
#include "bench/producers.hpp"
#include "bench/scale.hpp"
#include "bench/supply.hpp"
#include "bench/temporary_folder.hpp"

namespace storify::bench {

namespace {

/// The STORE and the DATABASE of a shop, as it is opened.
class opened_shop {
public:
  opened_shop(storage_kind kind, const std::filesystem::path& folder)
    : system_(config_) {
    auto open = [kind, folder] { return open_storage(kind, folder); };
    auto kept = system_.spawn<caf::detached>(database,
                                             database_config{open, {}});
    store_config settings;
    settings.commits = kind == storage_kind::sqlite;
    store_ = system_.spawn(store, settings, kept);
    await_loaded(system_, store_);
  }

  void take_in(supply brought) {
    fill(system_, store_, std::move(brought));
  }

  bool save() {
    auto is_saved = false;
    caf::scoped_actor self{system_};
    self->request(store_, caf::infinite, save_atom_v)
      .receive([&](const save_report&) { is_saved = true; },
               [](const caf::error&) {});
    return is_saved;
  }

  uint64_t products() {
    uint64_t result = 0;
    caf::scoped_actor self{system_};
    self->request(store_, caf::infinite, snapshot_atom_v)
      .receive([&](const snapshot& x) { result = x.size(); },
               [](const caf::error&) {});
    return result;
  }

private:
  system_config config_;
  caf::actor_system system_;
  store_actor store_;
};

double seconds_since(clock::time_point begin) {
  return std::chrono::duration<double>{clock::now() - begin}.count();
}

// Both in one, as there is nothing to load before something was saved. With
// changes, each product has a movement that is saved with it.
void save_and_load(benchmark::State& state, storage_kind kind,
                   uint64_t products, bool has_changes) {
  for ([[maybe_unused]] auto _ : state) {
    temporary_folder folder;
    auto is_saved = false;
    double saving = 0;
    {
      opened_shop shop{kind, folder.path()};
      shop.take_in(stocked(products));
      if (has_changes)
        shop.take_in(supply::revised(products));
      auto begin = clock::now();
      is_saved = shop.save();
      saving = seconds_since(begin);
    }
    auto begin = clock::now();
    opened_shop shop{kind, folder.path()};
    auto loading = seconds_since(begin);
    if (!is_saved || shop.products() != products)
      return state.SkipWithError("not all products were saved and loaded");
    state.counters["save_s"] = saving;
    state.counters["load_s"] = loading;
    state.SetIterationTime(saving + loading);
  }
}

} // namespace

void register_files(const scale& x) {
  for (auto products : x.lists) {
    auto add = [&](const char* name, storage_kind kind,
                   bool has_changes = false) {
      benchmark::RegisterBenchmark(
        fmt::format("files/{}/{}", name, products).c_str(), save_and_load, kind,
        products, has_changes)
        ->UseManualTime()
        ->Iterations(1)
        ->Repetitions(x.repetitions);
    };
    add("sqlite", storage_kind::sqlite);
    add("sqlite_changes", storage_kind::sqlite, true);
    add("csv", storage_kind::csv);
    add("json", storage_kind::json);
  }
}

} // namespace storify::bench
