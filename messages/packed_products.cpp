// SPDX-License-Identifier: BSD-3-Clause
#include "messages/packed_products.hpp"

#include <string_view>

namespace storify {

packed_products::packed_products(const std::vector<product>& products) {
  for (const auto& x : products)
    add(x);
}

void packed_products::add(const product_view& x) {
  row packed{};
  packed.id = x.id;
  packed.cents = x.cost.cents;
  packed.quantity = x.quantity;
  packed.text = texts_.size();
  packed.name_size = static_cast<uint32_t>(x.name.size());
  packed.key_size = static_cast<uint32_t>(x.source.key.size());
  packed.url_size = static_cast<uint32_t>(x.url.size());
  packed.origin = origins_.number_of(x.source.site, x.category, x.cost.unit);
  packed.edited = x.edited;
  texts_.append(x.name).append(x.source.key).append(x.url);
  rows_.push_back(packed);
}

product_view packed_products::operator[](size_t index) const {
  const auto& packed = rows_[index];
  const auto& from = origins()[packed.origin];
  std::string_view texts{texts_};
  texts.remove_prefix(packed.text);
  product_view x;
  x.id = packed.id;
  x.name = texts.substr(0, packed.name_size);
  x.cost = {packed.cents, from.unit};
  x.quantity = packed.quantity;
  x.category = from.category;
  x.source = {from.site, texts.substr(packed.name_size, packed.key_size)};
  x.url = texts.substr(packed.name_size + packed.key_size, packed.url_size);
  x.edited = packed.edited;
  return x;
}

std::vector<product> packed_products::copy() const {
  std::vector<product> result;
  result.reserve(size());
  for (const auto& x : *this)
    result.push_back(x.copy());
  return result;
}

} // namespace storify
