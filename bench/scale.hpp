// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace storify::bench {

/// How much is measured, and how often.
struct scale {
  uint64_t ingest = 1'000'000;             ///< Products into an empty store.
  std::vector<uint64_t> stores{1'000'000}; ///< Products of a store at size.
  std::vector<uint64_t> lists{10'000, 1'000'000};
  std::chrono::milliseconds flood{500}; ///< How long writers write.
  size_t crowd = 1000;                  ///< Writers at once.
  int repetitions = 5;
};

void register_ingest(const scale& x);
void register_snapshots(const scale& x);
void register_round_trips(const scale& x);
void register_crowd(const scale& x);
void register_memory(const scale& x);
void register_lists(const scale& x);
void register_files(const scale& x);
void register_adds(const scale& x);
void register_commits(const scale& x);

/// Fills a store of this kind, in a program that does nothing else, and prints
/// the bytes of memory that a product takes.
int print_bytes_per_product(char kind, uint64_t products);

} // namespace storify::bench
