// SPDX-License-Identifier: BSD-3-Clause
// How long it takes to load and to save everything, in each kind of file.
#include <chrono>
#include <string>

#include <benchmark/benchmark.h>

#include <fmt/format.h>

#include "actors/store.hpp"
#include "bench/measures.hpp"
#include "bench/scale.hpp"
#include "bench/supply.hpp"
#include "bench/temporary_folder.hpp"
#include "core/inventory/inventory.hpp"
#include "io/inventory/storage.hpp"
#include "messages/errors.hpp"

namespace storify::bench {

namespace {

// Loads as the STORE does, part by part.
caf::error load(storage& from, inventory& goods) {
  for (auto part = from.load();; part = from.load_more()) {
    if (!part)
      return part.error();
    goods.adopt(part->rows);
    if (part->is_last)
      return caf::none;
  }
}

// Saves as the STORE does: a database in slices, the last one durable.
caf::error save(storage& to, storage_kind kind, inventory& goods) {
  if (kind != storage_kind::sqlite) {
    auto saved = to.save(goods.begin_whole_write());
    goods.end_write(saved.engaged());
    return saved ? caf::none : saved.error();
  }
  goods.make_all_due();
  while (goods.has_due()) {
    auto slice = goods.begin_write(store_config{}.write_slice);
    slice.durable = !goods.has_due();
    auto saved = to.commit(slice);
    goods.end_write(saved.engaged());
    if (!saved)
      return saved.error();
  }
  return caf::none;
}

// Both in one, as there is nothing to load before something was saved.
void save_and_load(benchmark::State& state, storage_kind kind,
                   uint64_t products) {
  for ([[maybe_unused]] auto _ : state) {
    temporary_folder folder;
    auto kept = open_storage(kind, folder.path());
    inventory goods;
    auto failed = load(*kept, goods);
    for (auto more = stocked(products); !more.is_over();)
      goods.stock(more.next_lot(1000));
    auto begin = clock::now();
    if (!failed)
      failed = save(*kept, kind, goods);
    std::chrono::duration<double> saving = clock::now() - begin;
    inventory again;
    kept = open_storage(kind, folder.path());
    begin = clock::now();
    if (!failed)
      failed = load(*kept, again);
    std::chrono::duration<double> loading = clock::now() - begin;
    if (failed || again.size() != products)
      return state.SkipWithError(sentence(failed).c_str());
    state.counters["save_s"] = saving.count();
    state.counters["load_s"] = loading.count();
    state.SetIterationTime(saving.count() + loading.count());
  }
}

} // namespace

void register_files(const scale& x) {
  for (auto products : x.lists) {
    auto add = [&](const char* name, storage_kind kind) {
      benchmark::RegisterBenchmark(
        fmt::format("files/{}/{}", name, products).c_str(), save_and_load, kind,
        products)
        ->UseManualTime()
        ->Iterations(1)
        ->Repetitions(x.repetitions);
    };
    add("sqlite", storage_kind::sqlite);
    add("csv", storage_kind::csv);
    add("json", storage_kind::json);
  }
}

} // namespace storify::bench
