// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/query/value_range.hpp"

namespace storify {

/// What products can be sorted by.
enum class sort_column : uint8_t {
  id,
  name,
  price,
  quantity,
  currency,
  category,
  site,
  key,
  url,
};

/// Their names, in the order of `sort_column`.
inline constexpr std::array<std::string_view, 9> sort_column_names{
  "id",       "name", "price", "quantity", "currency",
  "category", "site", "key",   "url"};

/// Which products a person wants to see, and in which order.
struct listing_query {
  std::string text; ///< Words that all occur; empty: every product.
  sort_column sort = sort_column::id;
  bool desc = false;
  uint64_t offset = 0; ///< So many are left out at the beginning.
  uint64_t limit = 0;  ///< At most so many are shown, 0 = all.
  std::optional<std::string> category = {}; ///< In any case, with any accents.
  std::optional<std::string> site = {};     ///< In the same way.
  price_range cost = {};
  value_range quantity = {};

  /// Returns whether some products may not be wanted at all.
  bool is_filtered() const {
    return !text.empty() || category || site || cost != price_range{}
           || quantity != value_range{};
  }

  bool operator==(const listing_query&) const = default;
};

} // namespace storify
