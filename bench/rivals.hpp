// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <type_traits>
#include <unordered_map>
#include <utility>

#include "bench/drafts.hpp"
#include "core/inventory/inventory.hpp"

namespace storify::bench {

/// A product as most programs would keep it, as small as that goes.
struct plain_product {
  std::string name;
  std::string sku;
  int64_t cents = 0;
  int64_t quantity = 0;
};

/// What threads share in most programs: hash tables behind a lock. Strings are
/// made before the lock is taken.
template <class Mutex>
class map_store {
public:
  using products = std::unordered_map<product_id, plain_product>;

  void put(const offer_view& x) {
    plain_product made{std::string{x.name}, std::string{x.key}, x.cost.cents,
                       x.quantity};
    std::string source{site};
    source.append(1, ' ').append(x.key);
    std::unique_lock lock{mutex_};
    auto [known, is_new] = ids_.try_emplace(std::move(source), next_id_);
    if (is_new) {
      items_count_ += made.quantity;
      products_.try_emplace(next_id_++, std::move(made));
    } else {
      auto& before = products_.find(known->second)->second;
      items_count_ += made.quantity - before.quantity;
      if (before.name != made.name)
        before.name = std::move(made.name);
      before.cents = made.cents;
      before.quantity = made.quantity;
    }
  }

  product_id add(const product_draft& x) {
    plain_product made{x.name, {}, x.cost.cents, x.quantity};
    std::unique_lock lock{mutex_};
    items_count_ += made.quantity;
    products_.try_emplace(next_id_, std::move(made));
    return next_id_++;
  }

  std::optional<plain_product> get(product_id id) {
    reading lock{mutex_};
    auto known = products_.find(id);
    if (known == products_.end())
      return std::nullopt;
    return known->second;
  }

  products take_snapshot() {
    reading lock{mutex_};
    return products_;
  }

private:
  using reading =
    std::conditional_t<std::is_same_v<Mutex, std::shared_mutex>,
                       std::shared_lock<Mutex>, std::unique_lock<Mutex>>;

  Mutex mutex_;
  products products_;
  std::unordered_map<std::string, product_id> ids_;
  int64_t items_count_ = 0;
  product_id next_id_ = 1;
};

/// Our own inventory behind a lock: the fairest rival.
class locked_inventory {
public:
  stock_report stock(const lot& x) {
    std::unique_lock lock{mutex_};
    return goods_.stock(x);
  }

  caf::expected<product> add(const product_draft& x) {
    std::unique_lock lock{mutex_};
    return goods_.add(x);
  }

  caf::expected<product> get(product_id id) {
    std::unique_lock lock{mutex_};
    return goods_.get(id);
  }

  snapshot take_snapshot() {
    std::unique_lock lock{mutex_};
    return goods_.take_snapshot();
  }

private:
  std::mutex mutex_;
  inventory goods_;
};

} // namespace storify::bench
