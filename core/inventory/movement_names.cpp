// SPDX-License-Identifier: BSD-3-Clause
#include "core/inventory/movement_names.hpp"

#include <string>
#include <unordered_map>

namespace storify {

// What a movement left is what the next one found.
void name_as_then(std::vector<movement>& movements) {
  std::unordered_map<product_id, std::string> names;
  for (auto& x : movements) {
    auto& name = names[x.id];
    if (!name.empty())
      x.name = name;
    name = x.old_name.empty() ? x.name : x.old_name;
    if (!x.before)
      name.clear(); // one before was of a product of another name
  }
}

} // namespace storify
