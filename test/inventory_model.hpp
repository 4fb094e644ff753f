// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "caf/expected.hpp"

#include "messages/changes.hpp"
#include "messages/errors.hpp"
#include "messages/image.hpp"
#include "messages/lot.hpp"
#include "messages/product.hpp"
#include "messages/product_row.hpp"

namespace storify {

/// The rules of an inventory once more, as simply as can be; and what a disk
/// does with the changes it is given. Errors have no detail.
class inventory_model {
public:
  caf::expected<product> add(const product_draft& x) {
    if (x.quantity < 0)
      return fail(ec::bad_quantity, "");
    product added{next_id++, x.name, x.cost, x.quantity, "", {}, "", {}};
    for (const auto& [source, name] : removed)
      if (name == x.name) {
        added.source = source;
        added.edited = {true, true, true};
        removed.erase(added.source);
        break;
      }
    touched.push_back(added.id);
    return products[added.id] = added;
  }

  caf::expected<product> modify(product_id id, const product_patch& patch) {
    if (patch.quantity.value_or(0) < 0)
      return fail(ec::bad_quantity, "");
    auto found = products.find(id);
    if (found == products.end())
      return fail(ec::no_such_product, "");
    auto& x = found->second;
    x.edited.name |= patch.name.has_value();
    x.edited.price |= patch.cost.has_value();
    x.edited.quantity |= patch.quantity.has_value();
    x.name = patch.name.value_or(x.name);
    x.cost = patch.cost.value_or(x.cost);
    x.quantity = patch.quantity.value_or(x.quantity);
    touched.push_back(id);
    return x;
  }

  caf::expected<std::vector<product>>
  remove(const std::vector<product_id>& ids) {
    std::vector<product> gone;
    for (auto id : ids) {
      auto found = products.find(id);
      if (found == products.end())
        return fail(ec::no_such_product, "");
      auto is_it = [id](const product& x) { return x.id == id; };
      if (std::none_of(gone.begin(), gone.end(), is_it))
        gone.push_back(found->second);
    }
    for (const auto& x : gone) {
      products.erase(x.id);
      touched.push_back(x.id);
      if (!x.source.empty())
        removed[x.source] = x.name;
    }
    return gone;
  }

  /// @pre the row is sound, and names neither an id nor a source
  void import(const product_row& row) {
    add(row.draft);
  }

  void stock(const lot& x) {
    for (const auto& item : x)
      stock(std::string{x.site()}, std::string{x.category()},
            item.offered.copy());
  }

  inventory_image image() const {
    inventory_image result;
    for (const auto& [id, x] : products)
      result.products.push_back(x);
    for (const auto& [source, name] : removed)
      result.removed.push_back({source, name});
    result.next_id = next_id;
    return result;
  }

  int64_t items_count() const {
    int64_t sum = 0;
    for (const auto& [id, x] : products)
      sum += x.quantity;
    return sum;
  }

  /// What a disk does.
  void write(const change_set& changes) {
    for (const auto& x : changes.put)
      products[x.id] = x.copy();
    for (auto id : changes.erased)
      products.erase(id);
    for (const auto& x : changes.buried)
      removed[x.source] = x.name;
    for (const auto& source : changes.unburied)
      removed.erase(source);
    next_id = changes.next_id;
  }

  /// What a disk does with a whole file.
  void replace(const inventory_image& all) {
    products.clear();
    for (const auto& x : all.products)
      products[x.id] = x;
    removed.clear();
    for (const auto& x : all.removed)
      removed[x.source] = x.name;
    next_id = all.next_id;
  }

  bool operator==(const inventory_model& x) const {
    return products == x.products && removed == x.removed
           && next_id == x.next_id;
  }

  std::map<product_id, product> products;
  std::map<source_key, std::string> removed;
  product_id next_id = 1;
  std::vector<product_id> touched; ///< Perhaps changed, but not by `write`.

private:
  void stock(const std::string& site, const std::string& category,
             const offer& offered) {
    source_key source{site, offered.key};
    if (removed.count(source) > 0)
      return;
    for (auto& [id, x] : products)
      if (x.source == source)
        return update(x, offered);
    products[next_id] = {next_id,  offered.name, offered.cost, offered.quantity,
                         category, source,       offered.url,  {}};
    touched.push_back(next_id++);
  }

  void update(product& x, const offer& offered) {
    touched.push_back(x.id);
    if (!x.edited.name)
      x.name = offered.name;
    if (!x.edited.price)
      x.cost = offered.cost;
    if (!x.edited.quantity && offered.quantity_is_read)
      x.quantity = offered.quantity;
    x.url = offered.url;
  }
};

} // namespace storify
