// SPDX-License-Identifier: BSD-3-Clause
#include "test/faults/shop_history.hpp"

#include <algorithm>

namespace storify {

namespace {

std::map<product_id, product> products_of(const inventory_image& x) {
  std::map<product_id, product> result;
  for (const auto& one : x.products)
    result[one.id] = one;
  return result;
}

std::map<source_key, std::string> removed_of(const inventory_image& x) {
  std::map<source_key, std::string> result;
  for (const auto& one : x.removed)
    result[one.source] = one.name;
  return result;
}

template <class Key, class T>
std::optional<T> look_up(const std::map<Key, T>& all, const Key& key) {
  auto found = all.find(key);
  return found == all.end() ? std::nullopt : std::optional{found->second};
}

} // namespace

shop_history::shop_history(const shop_script& script) {
  const auto& opening = script.images.front();
  note(products_, {}, products_of(opening), 0, false);
  note(removed_, {}, removed_of(opening), 0, false);
  next_ids_.push_back(opening.next_id);
  for (size_t i = 1; i < script.images.size(); ++i) {
    const auto& before = script.images[i - 1];
    const auto& after = script.images[i];
    auto by_person = is_of_person(script.commands[i - 1]);
    note(products_, products_of(before), products_of(after), i, by_person);
    note(removed_, removed_of(before), removed_of(after), i, by_person);
    next_ids_.push_back(after.next_id);
  }
}

template <class Key, class T>
void shop_history::note(versions<Key, T>& all, const std::map<Key, T>& before,
                        const std::map<Key, T>& after, size_t command,
                        bool by_person) {
  for (const auto& [key, state] : after)
    if (look_up(before, key) != std::optional{state})
      all[key].push_back({command, by_person, state});
  for (const auto& [key, state] : before)
    if (!after.contains(key))
      all[key].push_back({command, by_person, std::nullopt});
}

bool shop_history::allows(const inventory_image& found,
                          const progress& x) const {
  auto products = products_of(found);
  auto removed = removed_of(found);
  for (auto moment = std::max(x.saved, x.safe); moment <= x.given; ++moment)
    if (next_ids_[moment] == found.next_id
        && may_have(products_, products, moment, x.saved)
        && may_have(removed_, removed, moment, x.saved))
      return true;
  return false;
}

// At `moment` the newest version that a person made must be there, or one that
// a scraper made later.
template <class Key, class T>
bool shop_history::may_have(const versions<Key, T>& all,
                            const std::map<Key, T>& found, size_t moment,
                            size_t saved) {
  for (const auto& [key, state] : found)
    if (!all.contains(key))
      return false;
  for (const auto& [key, line] : all) {
    auto state = look_up(found, key);
    auto is_there = !state; // as it was before its first version
    for (const auto& x : line) {
      if (x.command > moment)
        break;
      auto is_right = x.state == state;
      is_there = is_right || (is_there && !x.by_person && x.command > saved);
    }
    if (!is_there)
      return false;
  }
  return true;
}

} // namespace storify
