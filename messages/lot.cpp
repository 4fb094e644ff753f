// SPDX-License-Identifier: BSD-3-Clause
#include "messages/lot.hpp"

namespace storify {

lot::lot(std::string_view site, std::string_view category)
  : bytes_(site),
    site_hash_(hash_of_site(site)),
    site_size_(static_cast<uint32_t>(site.size())),
    category_size_(static_cast<uint32_t>(category.size())) {
  bytes_.append(category);
}

lot::lot(std::string_view site, std::string_view category,
         const std::vector<offer>& offers)
  : lot(site, category) {
  for (const auto& x : offers)
    add(x);
}

void lot::add(const offer_view& x) {
  head added{};
  added.cents = x.cost.cents;
  added.quantity = x.quantity;
  added.key_size = static_cast<uint32_t>(x.key.size());
  added.name_size = static_cast<uint32_t>(x.name.size());
  added.url_size = static_cast<uint32_t>(x.url.size());
  added.hash = hash_of_source(site_hash_, x.key);
  added.unit = x.cost.unit;
  added.quantity_is_read = x.quantity_is_read;
  bytes_.append(reinterpret_cast<const char*>(&added), sizeof added);
  bytes_.append(x.key).append(x.name).append(x.url);
  ++size_;
}

std::vector<offer> lot::offers() const {
  std::vector<offer> result;
  result.reserve(size());
  for (const auto& x : *this)
    result.push_back(x.offered.copy());
  return result;
}

} // namespace storify
