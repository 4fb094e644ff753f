// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "bench/drafts.hpp"
#include "messages/lot.hpp"

namespace storify::bench {

/// What one producer brings, offer by offer.
class supply {
public:
  /// New products only: `count` numbers from `first` on.
  static supply fresh(uint64_t first, uint64_t count) {
    supply x;
    x.next_ = first;
    x.end_ = first + count;
    return x;
  }

  /// The same products as `fresh(0, count)`, each at another price.
  static supply revised(uint64_t count) {
    auto x = fresh(0, count);
    x.edition_ = 1;
    return x;
  }

  /// Without end: every other one is new, from `first` on, and the others are
  /// random ones of the `known` first, at other prices.
  static supply mixed(uint64_t known, uint64_t first, uint64_t seed) {
    auto x = updates(known, seed);
    x.next_ = first;
    x.has_new_ = true;
    return x;
  }

  /// Without end: random ones of the `known` first, at other prices.
  static supply updates(uint64_t known, uint64_t seed) {
    supply x;
    x.end_ = UINT64_MAX;
    x.known_ = known;
    x.random_ = seed * 0x9e37'79b9'7f4a'7c15 + 1;
    x.has_new_ = false;
    return x;
  }

  bool is_over() const {
    return next_ == end_;
  }

  /// Returns the next offer; it lives until the next call. @pre !is_over()
  offer_view next() {
    is_new_ = !is_new_;
    if (known_ == 0 || (has_new_ && is_new_))
      return maker_.make(next_++, edition_);
    // Source: Marsaglia, Xorshift RNGs.
    random_ ^= random_ << 13;
    random_ ^= random_ >> 7;
    random_ ^= random_ << 17;
    return maker_.make(random_ % known_, random_ >> 40);
  }

  /// Returns the next offers, at most `size`.
  lot next_lot(size_t size) {
    lot x{site, category};
    x.reserve(size, size * (name_size + sku_size));
    for (size_t i = 0; i < size && !is_over(); ++i)
      x.add(next());
    return x;
  }

private:
  draft_maker maker_;
  uint64_t next_ = 0;
  uint64_t end_ = 0;
  uint64_t known_ = 0;
  uint64_t random_ = 0;
  uint64_t edition_ = 0;
  bool has_new_ = true;
  bool is_new_ = false;
};

/// The products that a store at size has before it is measured.
inline supply stocked(uint64_t count) {
  return supply::fresh(0, count);
}

/// What writer `index` brings while a store of `known` products is measured:
/// numbers that no other writer uses.
inline supply brought(uint64_t known, size_t index, size_t writers) {
  auto share = (99'000'000 - known) / writers;
  return supply::mixed(known, known + index * share, index + 1);
}

} // namespace storify::bench
