// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "messages/image.hpp"
#include "messages/product.hpp"
#include "test/faults/shop_script.hpp"

namespace storify {

/// What of a script must be on the disk, and what may be, as numbers of
/// commands.
struct progress {
  size_t given = 0; ///< So many were given,
  size_t saved = 0; ///< all of these are safe,
  size_t safe = 0;  ///< and those of these that persons gave.
};

/// All states that the products went through in a script.
class shop_history {
public:
  explicit shop_history(const shop_script& script);

  /// Returns whether a store may have `found` on its disk that commits change
  /// by change: what persons did up to some moment, each command whole, and of
  /// what scrapers brought up to then at least what was saved.
  bool allows(const inventory_image& found, const progress& x) const;

private:
  template <class T>
  struct version {
    size_t command = 0; ///< That made it, from 1.
    bool by_person = false;
    std::optional<T> state; ///< Nothing: it isn't there.
  };
  template <class Key, class T>
  using versions = std::map<Key, std::vector<version<T>>>;

  template <class Key, class T>
  static void note(versions<Key, T>& all, const std::map<Key, T>& before,
                   const std::map<Key, T>& after, size_t command,
                   bool by_person);

  template <class Key, class T>
  static bool may_have(const versions<Key, T>& all,
                       const std::map<Key, T>& found, size_t moment,
                       size_t saved);

  versions<product_id, product> products_;
  versions<source_key, std::string> removed_;
  std::vector<product_id> next_ids_;
};

} // namespace storify
