// SPDX-License-Identifier: BSD-3-Clause
// How the rows of a file become products.
#include "core/inventory/inventory.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "messages/errors.hpp"

namespace storify {

namespace {

edited_fields both(const edited_fields& a, const edited_fields& b) {
  return {a.name || b.name, a.price || b.price, a.quantity || b.quantity};
}

// Returns what the row makes of the product; what the file doesn't have stays.
// A field that changes is one that a person changed, and remains one though the
// file was written before that.
product_view merged(const product_view& before, const product_row& row) {
  auto x = before;
  x.name = row.draft.name;
  x.cost.cents = row.draft.cost.cents;
  if (row.names_currency)
    x.cost.unit = row.draft.cost.unit;
  x.quantity = row.draft.quantity;
  if (row.category)
    x.category = *row.category;
  if (row.url)
    x.url = *row.url;
  if (row.edited)
    x.edited = both(before.edited, *row.edited);
  x.edited.name |= x.name != before.name;
  x.edited.price |= x.cost != before.cost;
  x.edited.quantity |= x.quantity != before.quantity;
  return x;
}

constexpr import_report added{1, 0, 0};
constexpr import_report modified{0, 1, 0};
constexpr import_report unchanged{0, 0, 1};

import_report change_of(const product_view& before, const product_row& row) {
  return merged(before, row) == before ? unchanged : modified;
}

} // namespace

caf::expected<import_report> inventory::preview(const product_row& row,
                                                wanted_ids& ids) const {
  auto where = find(row);
  if (!row.id)
    return where ? change_of(table_.view(*where), row) : added;
  auto id = *row.id;
  if (where && table_.id_at(*where) != id)
    return fail(ec::bad_row,
                fmt::format("key: product {} has that site and key here; leave "
                            "the id out to change that one",
                            table_.id_at(*where)));
  if (where && row.source && table_.source(*where) != *row.source)
    return fail(ec::bad_row,
                fmt::format("id: product {} is another one here, its site or "
                            "key differs",
                            id));
  if (where)
    return change_of(table_.view(*where), row);
  if (!table_.can_hold(id))
    return fail(ec::bad_row,
                fmt::format("id: {} can't be given again; leave it out, and "
                            "the product gets a new one",
                            id));
  ids.add(id, next_id_);
  return added;
}

bool inventory::prepare(const wanted_ids& ids) {
  auto is_lost = [this](product_id id) { return !table_.can_hold(id); };
  if (ids.lowest_new < next_id_ || std::ranges::any_of(ids.to_hold, is_lost))
    return false;
  for (auto id : ids.to_hold)
    table_.make_room(id);
  next_id_ = std::max(next_id_, ids.highest_new + 1);
  return true;
}

import_report inventory::import(const product_row& row) {
  auto where = find(row);
  if (!where) {
    put_new(row);
    return added;
  }
  auto before = table_.view(*where);
  auto after = merged(before, row);
  if (after == before)
    return unchanged;
  change(*where, before, after);
  return modified;
}

// Returns where the product is that the row is about, or nothing.
std::optional<inventory::place> inventory::find(const product_row& row) const {
  if (row.id)
    if (auto where = table_.find(*row.id))
      return where;
  if (!row.is_scraped())
    return std::nullopt;
  return find(source_index::hash_of(*row.source), *row.source);
}

void inventory::put_new(const product_row& row) {
  product x;
  x.id = row.id ? *row.id : next_id_;
  x.name = row.draft.name;
  x.cost = row.draft.cost;
  x.quantity = row.draft.quantity;
  x.category = row.category.value_or("");
  x.url = row.url.value_or("");
  x.edited = row.edited.value_or(edited_fields{});
  if (row.source) {
    x.source = *row.source;
    if (removed_.forget(x.source))
      log_.touch_first(x.source);
  } else {
    take_source_back(x);
  }
  put_by_hand(x);
}

} // namespace storify
