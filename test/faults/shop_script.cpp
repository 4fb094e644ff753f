// SPDX-License-Identifier: BSD-3-Clause
#include "test/faults/shop_script.hpp"

#include <algorithm>
#include <array>
#include <random>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "core/inventory/inventory.hpp"
#include "messages/product_chunk.hpp"

namespace storify {

namespace {

constexpr std::array<std::string_view, 5> kinds{
  "Lampe", "say \"hi\"", "Fauteuil, à bascule", "=1+1", "Lampe 🛋"};

// Thinks of commands, and lets an inventory obey them.
class scribe {
public:
  explicit scribe(uint64_t seed) : random_(seed) {
  }

  shop_command next() {
    ++number_;
    auto dice = roll(20);
    if (dice < 6 || goods_.size() < 3)
      return add();
    if (dice < 11)
      return modify();
    if (dice < 14)
      return remove();
    if (dice < 18)
      return stock();
    return save_command{};
  }

  // Scraped products, and room for many between them.
  std::vector<shop_command> opening() {
    std::vector<shop_command> result;
    std::vector<product_id> fillers;
    for (auto group = 0; group < 3; ++group) {
      for (auto i = 0; i < 3; ++i)
        result.push_back(stock());
      for (size_t i = 0; i < product_chunk::capacity; ++i) {
        product_draft draft{"filler", new_price(), 1};
        auto added = add_command{draft, *goods_.add(draft)};
        fillers.push_back(added.answer.id);
        result.push_back(std::move(added));
      }
    }
    result.push_back(remove_command{fillers, *goods_.remove(fillers)});
    result.push_back(add()); // a CSV file goes on from the highest id
    return result;
  }

  size_t roll(size_t sides) {
    return random_() % sides;
  }

  inventory_image image() {
    return goods_.take_snapshot().image();
  }

private:
  price new_price() const {
    return {static_cast<int64_t>(number_), currency{}};
  }

  product_id any_id() {
    auto products = image().products;
    return products[roll(products.size())].id;
  }

  // Sometimes that of a scraped product that was removed.
  std::string name() {
    auto removed = image().removed;
    if (!removed.empty() && roll(3) == 0)
      return removed[roll(removed.size())].name;
    return fmt::format("{} {}", kinds[roll(kinds.size())], number_);
  }

  shop_command add() {
    product_draft draft{name(), new_price(), static_cast<int64_t>(roll(50))};
    return add_command{draft, *goods_.add(draft)};
  }

  shop_command modify() {
    product_patch patch;
    patch.cost = new_price();
    if (roll(2) == 0)
      patch.name = name();
    if (roll(2) == 0)
      patch.quantity = static_cast<int64_t>(roll(50));
    auto id = any_id();
    return modify_command{id, patch, *goods_.modify(id, patch)};
  }

  shop_command remove() {
    std::vector<product_id> ids;
    for (auto left = 1 + roll(3); left > 0; --left)
      if (auto id = any_id(); std::ranges::find(ids, id) == ids.end())
        ids.push_back(id);
    return remove_command{ids, *goods_.remove(ids)};
  }

  shop_command stock() {
    lot x{"home24", "MEUBLE"};
    for (auto left = 1 + roll(6); left > 0; --left) {
      auto key = fmt::format("sku:{}", roll(40));
      auto called = fmt::format("Table {} {}", key, number_);
      x.add(offer{key, called, new_price(), static_cast<int64_t>(roll(50)),
                  roll(2) == 0, "https://shop.example/" + key});
    }
    return stock_command{x, goods_.stock(x)};
  }

  std::mt19937_64 random_;
  inventory goods_;
  size_t number_ = 0;
};

} // namespace

bool is_of_person(const shop_command& x) {
  return !std::holds_alternative<stock_command>(x)
         && !std::holds_alternative<save_command>(x);
}

shop_script::shop_script(uint64_t seed, size_t length, bool is_new) {
  scribe by{seed};
  if (!is_new)
    opening = by.opening();
  images.push_back(by.image());
  size_t reopened = 0;
  while (commands.size() < length) {
    batch x{event::none, commands.size(), 0};
    if (commands.size() > (reopened + 1) * length / 3) {
      x.before = event::reopening;
      ++reopened;
    } else if (by.roll(12) == 0) {
      x.before = event::checkpoint;
    }
    x.size = std::min(1 + by.roll(3), length - commands.size());
    for (size_t i = 0; i < x.size; ++i) {
      commands.push_back(by.next());
      images.push_back(by.image());
    }
    batches.push_back(x);
  }
}

} // namespace storify
