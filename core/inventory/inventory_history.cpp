// SPDX-License-Identifier: BSD-3-Clause
// What is written down of changes: movements for the history, and what a
// command needs to be taken back.
#include "core/inventory/inventory.hpp"

#include <optional>
#include <string_view>
#include <unordered_set>

#include <fmt/format.h>

namespace storify {

namespace {

bool are_same(const product_view& a, const product_view& b) {
  return a.name == b.name && a.cost == b.cost && a.quantity == b.quantity;
}

holding holding_of(const product_view& x) {
  return {x.quantity, x.cost.cents};
}

// What a product that is there can tell itself is left out.
movement difference(const std::optional<product_view>& before,
                    const std::optional<product_view>& after) {
  const auto& there = after ? *after : *before;
  movement x;
  x.id = there.id;
  x.unit = there.cost.unit;
  if (before)
    x.before = holding_of(*before);
  if (after)
    x.after = holding_of(*after);
  if (!before || !after || before->name != after->name)
    x.name = there.name;
  if (before && after && before->name != after->name)
    x.old_name = before->name;
  return x;
}

caf::error changed_since(product_id id, std::string_view what) {
  return fail(ec::changed_since, fmt::format("product {} {}", id, what));
}

} // namespace

std::vector<movement>
inventory::unwritten_movements(const history_query& wanted) const {
  auto result = movements_.newest(wanted);
  for (auto& x : result)
    if (auto where = x.name.empty() ? table_.find(x.id) : std::nullopt)
      x.name = table_.view(*where).name;
  return result;
}

command_record inventory::finish(command_recorder& recorder) const {
  return recorder.finish([this](product_id id) -> std::optional<product_view> {
    if (auto where = table_.find(id))
      return table_.view(*where);
    return std::nullopt;
  });
}

caf::expected<undo_report> inventory::undo(const command_record& x) {
  if (auto refused = check_undo(x))
    return refused;
  undo_report report;
  report.command = x.command;
  std::unordered_set<product_id> old;
  auto show = [&](std::vector<product>& list, const product_view& shown) {
    if (report.products++ < undo_report::most_shown)
      list.push_back(shown.copy());
  };
  for (const auto& before : x.before) {
    old.insert(before.id);
    if (auto where = table_.find(before.id)) {
      change(*where, table_.view(*where), before);
      show(report.modified, before);
    } else {
      restore(before);
      show(report.restored, before);
    }
  }
  for (const auto& after : x.after) {
    if (old.contains(after.id))
      continue;
    erase(after);
    show(report.removed, after);
  }
  return report;
}

// A product that was removed can only come back if nothing has taken its
// source over.
caf::error inventory::check_undo(const command_record& x) const {
  std::unordered_set<product_id> left;
  for (const auto& after : x.after) {
    left.insert(after.id);
    auto where = table_.find(after.id);
    if (!where)
      return changed_since(after.id, "was removed since");
    if (table_.view(*where) != after)
      return changed_since(after.id, "was changed since");
  }
  for (const auto& before : x.before) {
    if (left.contains(before.id))
      continue;
    if (table_.find(before.id))
      return changed_since(before.id, "is there again");
    auto taken = before.source.empty()
                   ? std::nullopt
                   : find(source_index::hash_of(before.source), before.source);
    if (taken)
      return changed_since(before.id, fmt::format("was taken over by product "
                                                  "{}",
                                                  table_.id_at(*taken)));
  }
  return caf::none;
}

void inventory::restore(const product_view& x) {
  auto back = x.copy();
  if (removed_.forget(back.source))
    log_.touch_first(back.source);
  put_by_hand(back);
}

void inventory::note(product_id id, const std::optional<product_view>& before) {
  if (recorder_ != nullptr)
    recorder_->note(id, before);
}

void inventory::move(place where, const std::optional<product_view>& before,
                     const std::optional<product_view>& after) {
  if (!keeps_movements_ || (before && after && are_same(*before, *after)))
    return;
  auto x = difference(before, after);
  x.number = next_movement_++;
  x.time = time_;
  x.who = who_;
  movements_.add(where, x);
}

void inventory::move(place where, const product_view& before,
                     const product_view& after, const lot_origin& from) {
  if (!keeps_movements_ || are_same(before, after))
    return;
  auto x = difference(before, after);
  x.number = next_movement_++;
  x.time = time_;
  x.who = author::scraper;
  x.site = from.site;
  x.category = from.category;
  movements_.add(where, x);
}

} // namespace storify
