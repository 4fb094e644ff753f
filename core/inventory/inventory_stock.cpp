// SPDX-License-Identifier: BSD-3-Clause
// What scrapers bring.
#include "core/inventory/inventory.hpp"

#include <array>

namespace storify {

stock_report inventory::stock(const lot& x) {
  stock_report report;
  stock({&x, 1}, {&report, 1});
  return report;
}

void inventory::stock(std::span<const lot> lots,
                      std::span<stock_report> reports) {
  std::array<arrival, source_index::looked_up_at_once> arrivals;
  size_t size = 0;
  lot_origin from;
  auto put_all = [&] {
    if (size > 1) // else there is nothing to do meanwhile
      prefetch({arrivals.data(), size});
    for (size_t i = 0; i < size; ++i) {
      from.go_on_to(lots[arrivals[i].lot]);
      put(arrivals[i], from, reports[arrivals[i].lot]);
    }
    size = 0;
  };
  for (size_t n = 0; n < lots.size(); ++n) {
    const auto& x = lots[n];
    for (size_t i = 0; i < x.size(); ++i) {
      arrivals[size++] = {x.hash(i), x[i], n};
      if (size == arrivals.size())
        put_all();
    }
  }
  put_all();
}

// Lots that follow each other mostly come from the same place.
void inventory::lot_origin::go_on_to(const lot& x) {
  if (std::exchange(at, &x) == &x)
    return;
  if (site != x.site() || category != x.category())
    *this = {&x, x.site(), x.category(), {}, {}};
}

// Has the processor fetch what will be looked at, for all at once: to wait for
// one after the other would take longer than all the rest.
void inventory::prefetch(std::span<const arrival> arrivals) const {
  for (const auto& x : arrivals)
    by_source_.prefetch(x.key);
  std::array<std::optional<place>, source_index::looked_up_at_once> likely;
  auto any = [](place) { return true; };
  for (size_t i = 0; i < arrivals.size(); ++i) {
    likely[i] = by_source_.find(arrivals[i].key, any);
    if (likely[i])
      table_.prefetch_chunk(*likely[i]);
  }
  for (size_t i = 0; i < arrivals.size(); ++i)
    if (likely[i])
      table_.prefetch_row(*likely[i]);
  for (size_t i = 0; i < arrivals.size(); ++i)
    if (likely[i])
      table_.prefetch_text(*likely[i]);
}

void inventory::put(const arrival& arrived, lot_origin& from,
                    stock_report& report) {
  const auto& key = arrived.key;
  const auto& x = arrived.offered;
  source_view source{from.site, x.key};
  if (auto known = find(key, source)) {
    ++(update(*known, x, from) ? report.updated : report.unchanged);
  } else if (removed_.contains(source)) {
    ++report.left_removed;
  } else {
    product_view added;
    added.id = next_id_++;
    added.name = x.name;
    added.cost = x.cost;
    added.quantity = x.quantity;
    added.category = from.category;
    added.source = source;
    added.url = x.url;
    if (!from.number || from.unit != x.cost.unit) {
      from.unit = x.cost.unit;
      from.number = table_.origin_of(from.site, from.category, from.unit);
    }
    auto where = put_new(added, *from.number);
    by_source_.insert(key, where);
    log_.touch(where);
    ++report.added;
  }
}

// Returns whether the offer brought anything new.
bool inventory::update(place where, const offer_view& x,
                       const lot_origin& from) {
  auto before = table_.view(where);
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
  move(where, before, after, from);
  items_count_ += after.quantity - before.quantity;
  table_.replace(where, after);
  log_.touch(where);
  ++revision_;
  return true;
}

} // namespace storify
