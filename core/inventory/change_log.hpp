// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <set>

#include "messages/product.hpp"
#include "messages/types.hpp"

namespace storify {

/// Keeps which products and removed sources are not written yet. A write takes
/// the marks along; they come back if it fails. One write at a time.
class change_log {
public:
  struct marks {
    std::set<product_id> products;
    std::set<source_key> sources;
  };

  void touch(product_id id) {
    open_.products.insert(id);
  }
  void touch(const source_key& source) {
    open_.sources.insert(source);
  }

  /// Returns whether anything changed since the last write was begun.
  bool empty() const {
    return open_.products.empty() && open_.sources.empty();
  }

  /// Begins a write of everything marked and returns the marks.
  /// @pre no write is under way
  const marks& begin_write() {
    std::swap(open_, taken_);
    return taken_;
  }

  /// Ends the write well: what it took along is safe.
  void written() {
    taken_ = {};
  }

  /// Ends the write badly: what it took along is marked again.
  void not_written() {
    open_.products.merge(taken_.products);
    open_.sources.merge(taken_.sources);
    taken_ = {};
  }

private:
  marks open_;
  marks taken_;
};

} // namespace storify
