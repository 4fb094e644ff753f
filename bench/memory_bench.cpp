// SPDX-License-Identifier: BSD-3-Clause
// What a product takes in memory, its index included.
#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>

#include <benchmark/benchmark.h>

#include <fmt/format.h>

#include "bench/floods.hpp"
#include "bench/measures.hpp"
#include "bench/rivals.hpp"
#include "bench/scale.hpp"
#include "bench/supply.hpp"

namespace storify::bench {

namespace {

template <class Store>
int print_size(uint64_t products) {
  auto before = resident_bytes();
  auto store = std::make_unique<Store>();
  for (auto goods = stocked(products); !goods.is_over();)
    write_some(*store, goods);
  auto bytes = static_cast<double>(resident_bytes() - before);
  fmt::print("{}\n", bytes / static_cast<double>(products));
  return 0;
}

// In a program of its own: here, memory that was used before would be reused.
void bytes_per_product(benchmark::State& state, char kind, uint64_t products) {
  auto own = std::filesystem::read_symlink("/proc/self/exe").string();
  auto command = fmt::format("'{}' --bytes-per-product {} {}", own, kind,
                             products);
  for ([[maybe_unused]] auto _ : state) {
    std::unique_ptr<FILE, int (*)(FILE*)> out{::popen(command.c_str(), "r"),
                                              &::pclose};
    std::array<char, 64> line{};
    if (!out || !std::fgets(line.data(), line.size(), out.get()))
      return state.SkipWithError("no other program could be started");
    state.counters["bytes"] = std::strtod(line.data(), nullptr);
    state.SetIterationTime(1);
  }
}

} // namespace

int print_bytes_per_product(char kind, uint64_t products) {
  return kind == 'a' ? print_size<locked_inventory>(products)
                     : print_size<map_store<std::mutex>>(products);
}

void register_memory(const scale& x) {
  for (auto products : x.stores)
    for (auto kind : {'a', 'b'})
      benchmark::RegisterBenchmark(
        fmt::format("memory/{}/{}", kind, products).c_str(), bytes_per_product,
        kind, products)
        ->UseManualTime()
        ->Iterations(1)
        ->Repetitions(x.repetitions);
}

} // namespace storify::bench
