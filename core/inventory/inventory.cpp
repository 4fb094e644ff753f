// SPDX-License-Identifier: BSD-3-Clause
#include "core/inventory/inventory.hpp"

#include <string>
#include <unordered_set>
#include <utility>

#include "core/inventory/product_rules.hpp"

namespace storify {

namespace {

caf::error no_such(product_id id) {
  return fail(ec::no_such_product, std::to_string(id));
}

// Names only what differs: importing one's own export must not mark every
// field as changed by a person.
product_patch difference(const product& before, const product_draft& after) {
  product_patch patch;
  if (after.name != before.name)
    patch.name = after.name;
  if (after.cost != before.cost)
    patch.cost = after.cost;
  if (after.quantity != before.quantity)
    patch.quantity = after.quantity;
  return patch;
}

} // namespace

inventory::inventory(inventory_image image)
  : removed_(std::move(image.removed)), next_id_(image.next_id) {
  for (auto& x : image.products)
    put_new(std::move(x));
}

caf::expected<product> inventory::add(const product_draft& draft) {
  if (auto refused = check_draft(draft))
    return refused;
  product x;
  x.id = next_id_++;
  x.name = draft.name;
  x.cost = draft.cost;
  x.quantity = draft.quantity;
  if (auto source = removed_.take_back(x.name)) {
    log_.touch(*source);
    x.source = std::move(*source);
    x.edited = {true, true, true};
  }
  put_new(x);
  touch(x.id);
  return x;
}

caf::expected<product> inventory::modify(product_id id,
                                         const product_patch& patch) {
  if (auto refused = check_patch(patch))
    return refused;
  auto* x = table_.find_to_write(id);
  if (x == nullptr)
    return no_such(id);
  if (patch.name) {
    x->name = *patch.name;
    x->edited.name = true;
  }
  if (patch.cost) {
    auto unit = patch.cost->unit == currency::none() ? x->cost.unit
                                                     : patch.cost->unit;
    x->cost = {patch.cost->cents, unit};
    x->edited.price = true;
  }
  if (patch.quantity) {
    items_count_ += *patch.quantity - x->quantity;
    x->quantity = *patch.quantity;
    x->edited.quantity = true;
  }
  touch(id);
  return *x;
}

caf::expected<std::vector<product>>
inventory::remove(const std::vector<product_id>& ids) {
  std::vector<product> gone;
  std::unordered_set<product_id> seen;
  for (auto id : ids) {
    const auto* x = table_.find(id);
    if (x == nullptr)
      return no_such(id);
    if (seen.insert(id).second)
      gone.push_back(*x);
  }
  for (const auto& x : gone) {
    table_.erase(x.id);
    items_count_ -= x.quantity;
    touch(x.id);
    if (x.source.empty())
      continue;
    by_source_.erase(x.source);
    removed_.add({x.source, x.name});
    log_.touch(x.source);
  }
  return gone;
}

caf::expected<import_report> inventory::import(const product_row& row) {
  import_report report;
  const auto* known = row.id ? table_.find(*row.id) : nullptr;
  if (known == nullptr) {
    if (auto added = add(row.draft); !added)
      return added.error();
    report.added = 1;
  } else if (auto patch = difference(*known, row.draft);
             patch == product_patch{}) {
    report.unchanged = 1;
  } else {
    if (auto modified = modify(*row.id, patch); !modified)
      return modified.error();
    report.modified = 1;
  }
  return report;
}

stock_report inventory::stock(const lot& x) {
  stock_report report;
  for (const auto& offered : x.offers) {
    source_key source{x.site, offered.key};
    if (auto known = by_source_.find(source); known != by_source_.end()) {
      ++(update(known->second, offered) ? report.updated : report.unchanged);
    } else if (removed_.contains(source)) {
      ++report.left_removed;
    } else {
      auto id = next_id_++;
      put_new({id,
               offered.name,
               offered.cost,
               offered.quantity,
               x.category,
               std::move(source),
               offered.url,
               {}});
      touch(id);
      ++report.added;
    }
  }
  return report;
}

caf::expected<product> inventory::get(product_id id) const {
  const auto* x = table_.find(id);
  if (x == nullptr)
    return no_such(id);
  return *x;
}

snapshot inventory::take_snapshot() {
  snapshot::parts parts;
  parts.chunks = table_.share();
  parts.removed = removed_.share();
  parts.size = table_.size();
  parts.items_count = items_count_;
  parts.next_id = next_id_;
  parts.revision = revision_;
  return snapshot{std::move(parts)};
}

change_set inventory::begin_write() {
  change_set changes;
  changes.next_id = next_id_;
  changes.revision = revision_;
  const auto& marks = log_.begin_write();
  for (auto id : marks.products) {
    if (const auto* x = table_.find(id))
      changes.put.push_back(*x);
    else
      changes.erased.push_back(id);
  }
  for (const auto& source : marks.sources) {
    if (auto buried = removed_.find(source))
      changes.buried.push_back(std::move(*buried));
    else
      changes.unburied.push_back(source);
  }
  return changes;
}

snapshot inventory::begin_whole_write() {
  log_.begin_write();
  return take_snapshot();
}

void inventory::end_write(bool written) {
  if (written)
    log_.written();
  else
    log_.not_written();
}

void inventory::put_new(product x) {
  items_count_ += x.quantity;
  if (!x.source.empty())
    by_source_.emplace(x.source, x.id);
  table_.append(std::move(x));
}

// Returns whether the offer brought anything new.
bool inventory::update(product_id id, const offer& x) {
  const auto& before = *table_.find(id);
  auto after = before;
  if (!before.edited.name)
    after.name = x.name;
  if (!before.edited.price)
    after.cost = x.cost;
  if (!before.edited.quantity && x.quantity_is_read)
    after.quantity = x.quantity;
  after.url = x.url;
  if (after == before)
    return false;
  items_count_ += after.quantity - before.quantity;
  *table_.find_to_write(id) = std::move(after);
  touch(id);
  return true;
}

void inventory::touch(product_id id) {
  log_.touch(id);
  ++revision_;
}

} // namespace storify
