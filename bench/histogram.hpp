// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <algorithm>
#include <bit>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace storify::bench {

using clock = std::chrono::steady_clock;

/// How often something took how long, exact to 2 %, in memory that does not
/// grow. Used by one thread at a time.
class histogram {
public:
  void add(clock::duration took) {
    auto ns = std::chrono::nanoseconds{took}.count();
    auto value = static_cast<uint64_t>(std::max<int64_t>(ns, 0));
    ++counts_[bucket_of(value)];
    ++size_;
    max_ = std::max(max_, value);
  }

  void add(const histogram& x) {
    for (size_t i = 0; i < counts_.size(); ++i)
      counts_[i] += x.counts_[i];
    size_ += x.size_;
    max_ = std::max(max_, x.max_);
  }

  uint64_t size() const {
    return size_;
  }

  /// Returns the milliseconds that this share of all did not exceed; 1 is the
  /// longest of all.
  double milliseconds(double share) const {
    auto rank = static_cast<uint64_t>(
      std::ceil(share * static_cast<double>(size_)));
    if (rank >= size_)
      return static_cast<double>(max_) / 1e6;
    size_t bucket = 0;
    for (uint64_t seen = counts_[0]; seen < rank; seen += counts_[bucket])
      ++bucket;
    return static_cast<double>(std::min(end_of(bucket), max_)) / 1e6;
  }

private:
  static constexpr unsigned bits = 6;
  static constexpr uint64_t steps = 1 << bits; ///< Between powers of two.

  static size_t bucket_of(uint64_t value) {
    if (value < steps)
      return value;
    auto shift = static_cast<unsigned>(std::bit_width(value)) - bits - 1;
    return (shift << bits) + (value >> shift);
  }
  static uint64_t end_of(size_t bucket) {
    if (bucket < 2 * steps)
      return bucket;
    auto shift = (bucket >> bits) - 1;
    return ((steps + bucket % steps + 1) << shift) - 1;
  }

  std::vector<uint64_t> counts_ = std::vector<uint64_t>((65 - bits) << bits);
  uint64_t size_ = 0;
  uint64_t max_ = 0;
};

} // namespace storify::bench
