// SPDX-License-Identifier: BSD-3-Clause
#include "messages/origin.hpp"

#include <utility>

namespace storify {

// Copies don't write into the same list.
origin_table::origin_table(const origin_table& x)
  : list_(std::make_shared<std::vector<origin>>(*x.list_)),
    numbers_(x.numbers_),
    last_(x.last_) {
}

origin_table::origin_table(const origin_list& known) {
  for (const auto& x : *known)
    number_of(x.site, x.category, x.unit);
}

uint32_t origin_table::number_of(std::string_view site,
                                 std::string_view category, currency unit) {
  if (last_ < list_->size()) {
    const auto& x = (*list_)[last_];
    if (x.unit == unit && x.category == category && x.site == site)
      return last_;
  }
  auto next = static_cast<uint32_t>(list_->size());
  origin wanted{std::string{site}, std::string{category}, unit};
  auto [known, is_new] = numbers_.emplace(std::move(wanted), next);
  if (is_new) {
    if (std::exchange(is_shared_, false))
      list_ = std::make_shared<std::vector<origin>>(*list_);
    list_->push_back(known->first);
  }
  last_ = known->second;
  return last_;
}

} // namespace storify
