// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "messages/packed_products.hpp"
#include "messages/product_view.hpp"
#include "messages/types.hpp"

namespace storify {

/// What a person's command did, so that it can be taken back. A product that is
/// in one of the lists only was added or removed.
struct command_record {
  std::string command;    ///< Its name.
  packed_products before; ///< As the products were.
  packed_products after;  ///< As it left them.

  bool empty() const {
    return before.empty() && after.empty();
  }
  size_t size() const {
    return before.size() + after.size();
  }
};

/// Writes down what a command changes while it does.
class command_recorder {
public:
  explicit command_recorder(std::string name) {
    record_.command = std::move(name);
  }

  /// To be told before a product changes: as it is, or nothing if it is not
  /// there yet.
  void note(product_id id, const std::optional<product_view>& before) {
    if (!seen_.insert(id).second)
      return;
    ids_.push_back(id);
    if (before)
      record_.before.add(*before);
  }

  /// Returns what changed; `find` tells how a product is now.
  template <class Find>
  command_record finish(Find find) {
    for (auto id : ids_)
      if (std::optional<product_view> now = find(id))
        record_.after.add(*now);
    return std::move(record_);
  }

private:
  command_record record_;
  std::vector<product_id> ids_; ///< In the order of the changes.
  std::unordered_set<product_id> seen_;
};

} // namespace storify
