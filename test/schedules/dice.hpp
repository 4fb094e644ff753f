// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>

namespace storify {

/// All that is left to chance in a play: the same seed, the same play.
class dice {
public:
  explicit dice(uint64_t seed) : random_(seed) {
  }

  /// Returns a number below `sides`.
  size_t roll(size_t sides) {
    return static_cast<size_t>(random_() % sides);
  }

  /// Returns a number from `least` to `most`.
  size_t roll(size_t least, size_t most) {
    return least + roll(most - least + 1);
  }

  /// Returns true once in `times`; never if that is 0.
  bool once_in(size_t times) {
    return times > 0 && roll(times) == 0;
  }

  uint64_t any() {
    return random_();
  }

private:
  std::mt19937_64 random_;
};

/// The first promise that was broken in a play.
class verdict {
public:
  void must(bool is_so, const char* promise) {
    if (!is_so && broken_ == nullptr)
      broken_ = promise;
  }

  /// Returns what was broken, or null.
  const char* broken() const {
    return broken_;
  }

private:
  const char* broken_ = nullptr;
};

} // namespace storify
