// SPDX-License-Identifier: BSD-3-Clause
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include <benchmark/benchmark.h>

#include "bench/scale.hpp"
#include "main/one_heap.hpp"

namespace {

storify::bench::scale quick() {
  storify::bench::scale x;
  x.ingest = 60'000;
  x.stores = {20'000};
  x.lists = {1'000, 20'000};
  x.flood = std::chrono::milliseconds{50};
  x.crowd = 100;
  x.repetitions = 2;
  return x;
}

storify::bench::scale full() {
  storify::bench::scale x;
  x.stores.push_back(10'000'000);
  x.lists.push_back(10'000'000);
  return x;
}

void register_all(const storify::bench::scale& x) {
  storify::bench::register_ingest(x);
  storify::bench::register_snapshots(x);
  storify::bench::register_round_trips(x);
  storify::bench::register_crowd(x);
  storify::bench::register_memory(x);
  storify::bench::register_lists(x);
  storify::bench::register_files(x);
  storify::bench::register_adds(x);
  storify::bench::register_commits(x);
}

} // namespace

// storify_bench [--quick|--full] [OPTION OF GOOGLE BENCHMARK...]
int main(int argc, char** argv) {
  storify::use_one_heap();
  std::string_view first = argc > 1 ? argv[1] : "";
  if (first == "--bytes-per-product" && argc == 4)
    return storify::bench::print_bytes_per_product(
      *argv[2], std::strtoull(argv[3], nullptr, 10));
  auto has_scale = first == "--quick" || first == "--full";
  register_all(first == "--quick"  ? quick()
               : first == "--full" ? full()
                                   : storify::bench::scale{});
  if (has_scale) {
    argv[1] = argv[0];
    --argc;
    ++argv;
  }
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv))
    return 2;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
