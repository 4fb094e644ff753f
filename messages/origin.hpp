// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "messages/price.hpp"

namespace storify {

/// What thousands of products have in common: kept once for all of them.
struct origin {
  std::string site;
  std::string category;
  currency unit;

  auto operator<=>(const origin&) const = default;
};

/// The origins that packed products name by their index.
using origin_list = std::shared_ptr<const std::vector<origin>>;

/// Gives each origin a number, from 0, and shares the list of them.
class origin_table {
public:
  origin_table() = default;
  origin_table(const origin_table& x);
  origin_table(origin_table&&) = default;
  origin_table& operator=(origin_table x) {
    std::swap(list_, x.list_);
    std::swap(numbers_, x.numbers_);
    last_ = x.last_;
    is_shared_ = x.is_shared_;
    return *this;
  }

  /// Goes on from a list that others share.
  explicit origin_table(const origin_list& known);

  /// Returns the number of this origin, a new one if there is none yet.
  uint32_t number_of(std::string_view site, std::string_view category,
                     currency unit);

  const std::vector<origin>& list() const {
    return *list_;
  }

  /// Returns the origins as they are now; later ones leave it alone.
  origin_list share() {
    is_shared_ = true;
    return list_;
  }

private:
  std::shared_ptr<std::vector<origin>> list_ =
    std::make_shared<std::vector<origin>>();
  std::map<origin, uint32_t> numbers_;
  uint32_t last_ = 0; ///< The one asked for last; most often the next, too.
  bool is_shared_ = false;
};

} // namespace storify
