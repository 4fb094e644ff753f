// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "messages/image.hpp"
#include "messages/product.hpp"
#include "messages/product_view.hpp"
#include "messages/snapshot.hpp"

namespace storify {

/// Remembers which scraped products a person removed, so that scraping again
/// does not bring them back.
class removed_sources {
public:
  removed_sources() = default;
  explicit removed_sources(std::vector<removed_source> list);

  /// Remembers that `x` is to stay removed.
  void add(removed_source x);

  /// Returns whether a person removed the product of this source.
  bool contains(const source_view& source) const {
    return !names_.empty() && names_.find(source) != names_.end();
  }

  /// Returns what is remembered of this source, or nothing.
  std::optional<removed_source> find(const source_key& source) const;

  /// Forgets one product of that name, if there is one, and returns its source:
  /// a person added it again.
  std::optional<source_key> take_back(const std::string& name);

  /// Forgets the product of this source; returns whether it was remembered.
  bool forget(const source_key& source);

  /// Returns all of it, ascending by source; shared until the next change.
  snapshot::removed_list share();

private:
  /// Orders keys, wherever their texts live.
  struct by_source {
    using is_transparent = void;
    bool operator()(const source_view& a, const source_view& b) const {
      return a < b;
    }
  };

  std::map<source_key, std::string, by_source> names_;
  std::set<std::pair<std::string, source_key>> by_name_;
  snapshot::removed_list shared_; ///< Null when outdated.
};

} // namespace storify
