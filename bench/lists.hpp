// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>

#include "core/prompt/list_printout.hpp"

namespace storify::bench {

// The steps of the REPL (actors/repl_lists.cpp).
inline constexpr size_t products_per_step = 8'000;
inline constexpr size_t bytes_per_step = 32 * 1024;

/// Every eighth product matches.
inline listing_query find_query() {
  listing_query query;
  query.text = "canape";
  return query;
}

/// `list --sort price --desc --limit 20`.
inline listing_query dearest_query() {
  listing_query query;
  query.sort = sort_column::price;
  query.desc = true;
  query.limit = 20;
  return query;
}

} // namespace storify::bench
