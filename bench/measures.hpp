// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <chrono>
#include <cstdint>
#include <ctime>
#include <fstream>
#include <string>

#include <benchmark/benchmark.h>
#include <malloc.h>
#include <unistd.h>

#include "bench/histogram.hpp"

namespace storify::bench {

/// Returns the processor time that all threads of this program have used.
inline std::chrono::nanoseconds cpu_time() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return std::chrono::seconds{now.tv_sec}
         + std::chrono::nanoseconds{now.tv_nsec};
}

/// Returns the processor time that the calling thread has used.
inline std::chrono::nanoseconds thread_time() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return std::chrono::seconds{now.tv_sec}
         + std::chrono::nanoseconds{now.tv_nsec};
}

/// Returns the bytes of memory that this program has in use.
inline uint64_t resident_bytes() {
  std::ifstream in{"/proc/self/statm"};
  uint64_t all = 0;
  uint64_t resident = 0;
  in >> all >> resident;
  return resident * static_cast<uint64_t>(::sysconf(_SC_PAGESIZE));
}

/// Measures the filling of a store, wall time and processor time. What was
/// freed before goes back to the system first: each store grows as in a program
/// that has just been started.
class stopwatch {
public:
  stopwatch() {
    malloc_trim(0);
    cpu_ = cpu_time();
    begin_ = clock::now();
  }

  /// Tells the benchmark that since the start so many products were done.
  void stop(benchmark::State& state, uint64_t products) const {
    auto count = static_cast<double>(products);
    std::chrono::duration<double> took = clock::now() - begin_;
    std::chrono::duration<double, std::nano> used = cpu_time() - cpu_;
    state.SetIterationTime(took.count());
    state.counters["products_per_s"] = count / took.count();
    state.counters["cpu_ns"] = used.count() / count;
  }

private:
  std::chrono::nanoseconds cpu_;
  clock::time_point begin_;
};

/// Tells the benchmark of these times, in milliseconds.
inline void tell(benchmark::State& state, const std::string& what,
                 const histogram& times) {
  state.counters[what + "_count"] = static_cast<double>(times.size());
  state.counters[what + "_p50"] = times.milliseconds(0.5);
  state.counters[what + "_p99"] = times.milliseconds(0.99);
  state.counters[what + "_p999"] = times.milliseconds(0.999);
  state.counters[what + "_max"] = times.milliseconds(1);
}

} // namespace storify::bench
