// SPDX-License-Identifier: BSD-3-Clause
#include "messages/offer.hpp"

namespace storify {

lot::lot(std::string site, std::string category,
         const std::vector<offer>& offers)
  : lot(std::move(site), std::move(category)) {
  for (const auto& x : offers)
    add(x);
}

void lot::add(const offer_view& x) {
  packed_offer added{};
  added.cost = x.cost;
  added.quantity = x.quantity;
  added.text = static_cast<uint32_t>(texts_.size());
  added.key_size = static_cast<uint32_t>(x.key.size());
  added.name_size = static_cast<uint32_t>(x.name.size());
  added.url_size = static_cast<uint32_t>(x.url.size());
  added.hash = hash_of_source(site_hash_, x.key);
  added.quantity_is_read = x.quantity_is_read;
  texts_.append(x.key).append(x.name).append(x.url);
  rows_.push_back(added);
}

offer_view lot::operator[](size_t index) const {
  const auto& row = rows_[index];
  std::string_view texts{texts_};
  offer_view x;
  x.key = texts.substr(row.text, row.key_size);
  x.name = texts.substr(row.text + row.key_size, row.name_size);
  x.cost = row.cost;
  x.quantity = row.quantity;
  x.quantity_is_read = row.quantity_is_read;
  x.url = texts.substr(row.text + row.key_size + row.name_size, row.url_size);
  return x;
}

std::vector<offer> lot::offers() const {
  std::vector<offer> result;
  result.reserve(size());
  for (size_t i = 0; i < size(); ++i)
    result.push_back((*this)[i].copy());
  return result;
}

} // namespace storify
