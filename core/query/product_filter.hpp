// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

#include "core/query/listing_query.hpp"
#include "core/query/word_search.hpp"
#include "messages/snapshot.hpp"

namespace storify {

/// Tells which products of a snapshot a query asks for: those in its ranges, of
/// its category and site, in whose name, key and category all its words occur.
/// What an origin decides is found out once, so that of a product only the
/// numbers are looked at, and where words are left its name and key.
class product_filter {
public:
  product_filter(const snapshot& from, const listing_query& query);

  // It points into its own memory.
  product_filter(const product_filter&) = delete;
  product_filter& operator=(const product_filter&) = delete;

  /// Returns for each product from `x` on, at most so many and as far as there
  /// are any, whether it is asked for, 0 or 1. Lives until the next call.
  const std::vector<uint8_t>& judge(snapshot::const_iterator x, size_t most);

private:
  // What all products of an origin have in common.
  struct origin_verdict {
    bool fits;
    const folded_words* words; ///< Those that aren't in its category.
  };

  void add(const snapshot::const_iterator& x);
  void search();

  snapshot::const_iterator end_;
  value_range cents_;
  value_range quantity_;
  std::set<folded_words> words_;        ///< What the verdicts point to.
  std::vector<origin_verdict> origins_; ///< By the number of the origin.
  word_search search_;
  std::vector<uint8_t> verdicts_;
};

} // namespace storify
