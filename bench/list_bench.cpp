// SPDX-License-Identifier: BSD-3-Clause
// How long reading takes: a snapshot is read as `list` and `find` do it.
#include <string>
#include <utility>

#include <benchmark/benchmark.h>

#include <fmt/format.h>

#include "bench/actors.hpp"
#include "bench/lists.hpp"
#include "bench/scale.hpp"

namespace storify::bench {

namespace {

void print(benchmark::State& state, uint64_t products,
           const listing_query& query) {
  auto goods = stored_part(products).rows;
  std::string piece;
  for ([[maybe_unused]] auto _ : state) {
    list_printout rows{goods, query, row_format::csv, {}};
    while (!rows.is_ready())
      rows.prepare(list_printout::products_per_step);
    auto is_over = false;
    while (!is_over) {
      piece.clear();
      is_over = rows.write(piece, list_printout::bytes_per_step);
    }
  }
}

} // namespace

void register_lists(const scale& x) {
  for (auto products : x.lists) {
    auto add = [&](const char* what, const listing_query& query) {
      benchmark::RegisterBenchmark(
        fmt::format("lists/{}/{}", what, products).c_str(), print, products,
        query)
        ->UseRealTime()
        ->MinTime(0.1)
        ->Repetitions(x.repetitions);
    };
    add("list", listing_query{});
    add("find", find_query());
    add("dearest", dearest_query());
  }
}

} // namespace storify::bench
