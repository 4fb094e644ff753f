// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/prompt/list_printout.hpp"

namespace storify::bench {

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
