// SPDX-License-Identifier: BSD-3-Clause
// What scrapers bring.
#include "core/inventory/inventory.hpp"

#include <algorithm>
#include <array>

namespace storify {

namespace {

constexpr auto group_size = source_index::looked_up_at_once;

} // namespace

stock_report inventory::stock(const lot& x) {
  stock_report report;
  stock({&x, 1}, {&report, 1});
  return report;
}

// To look for one product after the other is to wait for the memory each time.
// So the index is fetched for one group while the one before is put.
void inventory::stock(std::span<const lot> lots,
                      std::span<stock_report> reports) {
  for (size_t n = 0; n < lots.size(); ++n)
    for (auto x = lots[n].begin(); x != lots[n].end(); ++x)
      arrivals_.push_back({x, (*x).hash, static_cast<uint32_t>(n)});
  std::span<const arrival> all{arrivals_};
  auto group_at = [&](size_t first) {
    first = std::min(first, all.size());
    return all.subspan(first, std::min(group_size, all.size() - first));
  };
  lot_origin from;
  prefetch_index(group_at(0));
  for (size_t first = 0; first < all.size(); first += group_size) {
    prefetch_index(group_at(first + group_size));
    prefetch_rows(group_at(first));
    for (const auto& x : group_at(first)) {
      from.go_on_to(lots[x.which]);
      put((*x.at).offered, x.key, from, reports[x.which]);
    }
  }
  arrivals_.clear();
}

// Lots that follow each other mostly come from the same place.
void inventory::lot_origin::go_on_to(const lot& x) {
  if (std::exchange(at, &x) == &x)
    return;
  if (site != x.site() || category != x.category())
    *this = {&x, x.site(), x.category(), {}, {}};
}

void inventory::prefetch_index(std::span<const arrival> group) const {
  for (const auto& x : group)
    by_source_.prefetch(x.key);
}

// Each of these is where the one before says.
void inventory::prefetch_rows(std::span<const arrival> group) const {
  std::array<std::optional<place>, group_size> likely;
  auto any = [](place) { return true; };
  for (size_t i = 0; i < group.size(); ++i) {
    likely[i] = by_source_.find(group[i].key, any);
    if (likely[i])
      table_.prefetch_chunk(*likely[i]);
  }
  for (size_t i = 0; i < group.size(); ++i)
    if (likely[i])
      table_.prefetch_row(*likely[i]);
  for (size_t i = 0; i < group.size(); ++i)
    if (likely[i])
      table_.prefetch_text(*likely[i]);
}

void inventory::put(const offer_view& x, source_hash key, lot_origin& from,
                    stock_report& report) {
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
