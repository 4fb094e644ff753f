// SPDX-License-Identifier: BSD-3-Clause
#include "core/inventory/inventory.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>
#include <utility>

#include "core/inventory/product_rules.hpp"

namespace storify {

namespace {

caf::error no_such(product_id id) {
  return fail(ec::no_such_product, std::to_string(id));
}

} // namespace

inventory::inventory(const inventory_image& image) {
  adopt(snapshot{image});
}

void inventory::adopt(const snapshot& part) {
  auto first = table_.adopt(part);
  auto x = part.begin();
  while (x != part.end()) {
    // As in `stock`.
    std::array<std::pair<source_hash, place>, source_index::looked_up_at_once>
      found;
    size_t size = 0;
    for (; x != part.end() && size < found.size(); ++x) {
      if (x.key().empty())
        continue;
      const auto& site = part.origins()[x.packed().origin].site;
      auto key = source_index::hash_of({site, x.key()});
      by_source_.prefetch(key);
      found[size++] = {key, first + x.place()};
    }
    for (size_t i = 0; i < size; ++i)
      by_source_.insert(found[i].first, found[i].second);
  }
  for (const auto& gone : part.removed())
    removed_.add(gone);
  items_count_ += part.items_count();
  next_id_ = std::max(next_id_, part.next_id());
}

caf::expected<product> inventory::add(const product_draft& draft) {
  if (auto refused = check_draft(draft))
    return refused;
  product x;
  x.id = next_id_;
  x.name = draft.name;
  x.cost = draft.cost;
  x.quantity = draft.quantity;
  take_source_back(x);
  put_by_hand(x);
  return x;
}

caf::expected<product> inventory::modify(product_id id,
                                         const product_patch& patch) {
  if (auto refused = check_patch(patch))
    return refused;
  auto where = table_.find(id);
  if (!where)
    return no_such(id);
  auto x = table_.view(*where).copy();
  if (patch.name) {
    x.name = *patch.name;
    x.edited.name = true;
  }
  if (patch.cost) {
    auto unit = patch.cost->unit == currency::none() ? x.cost.unit
                                                     : patch.cost->unit;
    x.cost = {patch.cost->cents, unit};
    x.edited.price = true;
  }
  if (patch.quantity) {
    x.quantity = *patch.quantity;
    x.edited.quantity = true;
  }
  change(*where, table_.view(*where), x);
  return x;
}

caf::expected<std::vector<product>>
inventory::remove(const std::vector<product_id>& ids) {
  std::vector<product> gone;
  std::unordered_set<product_id> seen;
  for (auto id : ids) {
    auto where = table_.find(id);
    if (!where)
      return no_such(id);
    if (seen.insert(id).second)
      gone.push_back(table_.view(*where).copy());
  }
  for (const auto& x : gone)
    erase(x);
  return gone;
}

caf::expected<product> inventory::get(product_id id) const {
  auto where = table_.find(id);
  if (!where)
    return no_such(id);
  return table_.view(*where).copy();
}

snapshot inventory::take_snapshot() {
  snapshot::parts parts;
  table_.share(parts);
  parts.removed = removed_.share();
  parts.items_count = items_count_;
  parts.next_id = next_id_;
  parts.revision = revision_;
  return snapshot{std::move(parts)};
}

change_set inventory::begin_write(size_t most) {
  change_set changes;
  changes.next_id = next_id_;
  changes.revision = revision_;
  auto marks = log_.begin_write(most);
  if (!movements_.empty())
    changes.moved.reserve(marks.products.size());
  for (auto where : marks.products) {
    movements_.append_to(changes.moved, where);
    if (table_.is_there(where))
      changes.put.add(table_.view(where));
    else
      changes.erased.push_back(table_.id_at(where));
  }
  for (const auto& source : marks.sources) {
    if (auto buried = removed_.find(source))
      changes.buried.push_back(std::move(*buried));
    else
      changes.unburied.push_back(source);
  }
  writes_.push_back({std::move(marks.products), next_movement_ - 1});
  return changes;
}

void inventory::end_write(bool written) {
  log_.end_write(written);
  auto ended = std::move(writes_.front());
  writes_.pop_front();
  if (written)
    for (auto where : ended.places)
      movements_.forget(where, ended.last);
}

void inventory::take_back_write() {
  log_.take_back_write();
  writes_.pop_back();
}

snapshot inventory::begin_whole_write() {
  log_.begin_whole_write();
  writes_.emplace_back();
  return take_snapshot();
}

// A person brings a product that was scraped and removed.
void inventory::take_source_back(product& x) {
  auto source = removed_.take_back(x.name);
  if (!source)
    return;
  log_.touch_first(*source);
  x.source = std::move(*source);
  x.edited = {true, true, true};
}

// Adds a product under the next id, or under one that there is room for.
void inventory::put_by_hand(const product& x) {
  auto origin = table_.origin_of(x.source.site, x.category, x.cost.unit);
  auto is_next = x.id == next_id_;
  auto where = is_next ? table_.append(x, origin) : table_.insert(x, origin);
  next_id_ += is_next ? 1 : 0;
  items_count_ += x.quantity;
  ++revision_;
  if (!x.source.empty())
    by_source_.insert(source_index::hash_of(x.source), where);
  log_.touch_first(where);
  note(x.id, std::nullopt);
  move(where, std::nullopt, x);
}

inventory::place inventory::put_new(const product_view& x, uint32_t origin) {
  items_count_ += x.quantity;
  ++revision_;
  return table_.append(x, origin);
}

// `before` is what `where` shows; `x` may show texts of it.
void inventory::change(place where, const product_view& before,
                       const product_view& x) {
  note(x.id, before);
  move(where, before, x);
  items_count_ += x.quantity - before.quantity;
  table_.replace(where, x);
  log_.touch_first(where);
  ++revision_;
}

// `x` doesn't come from the table.
void inventory::erase(const product_view& x) {
  auto where = *table_.find(x.id);
  note(x.id, x);
  move(where, x, std::nullopt);
  if (!x.source.empty()) {
    by_source_.erase(source_index::hash_of(x.source), where);
    removed_.add({x.source.copy(), std::string{x.name}});
    log_.touch_first(x.source.copy());
  }
  table_.erase(where);
  items_count_ -= x.quantity;
  log_.touch_first(where);
  ++revision_;
}

} // namespace storify
