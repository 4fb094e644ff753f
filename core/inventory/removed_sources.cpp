// SPDX-License-Identifier: BSD-3-Clause
#include "core/inventory/removed_sources.hpp"

namespace storify {

removed_sources::removed_sources(std::vector<removed_source> list) {
  for (auto& x : list)
    add(std::move(x));
}

void removed_sources::add(removed_source x) {
  shared_ = nullptr;
  auto [entry, is_new] = names_.try_emplace(x.source, x.name);
  if (!is_new)
    by_name_.erase({std::exchange(entry->second, x.name), x.source});
  by_name_.emplace(std::move(x.name), std::move(x.source));
}

std::optional<removed_source>
removed_sources::find(const source_key& source) const {
  auto entry = names_.find(source);
  if (entry == names_.end())
    return std::nullopt;
  return removed_source{entry->first, entry->second};
}

std::optional<source_key> removed_sources::take_back(const std::string& name) {
  auto first = by_name_.lower_bound({name, source_key{}});
  if (first == by_name_.end() || first->first != name)
    return std::nullopt;
  auto source = first->second;
  by_name_.erase(first);
  names_.erase(source);
  shared_ = nullptr;
  return source;
}

bool removed_sources::forget(const source_key& source) {
  auto entry = names_.find(source);
  if (entry == names_.end())
    return false;
  by_name_.erase({entry->second, source});
  names_.erase(entry);
  shared_ = nullptr;
  return true;
}

snapshot::removed_list removed_sources::share() {
  if (shared_ == nullptr) {
    std::vector<removed_source> all;
    all.reserve(names_.size());
    for (const auto& [source, name] : names_)
      all.push_back({source, name});
    shared_ = std::make_shared<const std::vector<removed_source>>(
      std::move(all));
  }
  return shared_;
}

} // namespace storify
