// SPDX-License-Identifier: BSD-3-Clause
#include "messages/lot.hpp"

namespace storify {

lot::lot(std::string_view site, std::string_view category) {
  front x{hash_of_site(site), static_cast<uint32_t>(site.size()),
          static_cast<uint32_t>(category.size())};
  bytes_.reserve(sizeof x + site.size() + category.size());
  append(&x, sizeof x);
  bytes_.append(site).append(category);
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
  added.hash = hash_of_source(read_front().site_hash, x.key);
  added.unit = x.cost.unit;
  added.quantity_is_read = x.quantity_is_read;
  append(&added, sizeof added);
  bytes_.append(x.key).append(x.name).append(x.url);
  ++size_;
}

void lot::append(const void* data, size_t size) {
  bytes_.append(static_cast<const char*>(data), size);
}

std::vector<offer> lot::offers() const {
  std::vector<offer> result;
  result.reserve(size());
  for (const auto& x : *this)
    result.push_back(x.offered.copy());
  return result;
}

} // namespace storify
