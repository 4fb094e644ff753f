// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "caf/meta/type_name.hpp"

#include "messages/product.hpp"
#include "messages/types.hpp"

namespace storify {

/// What taking back a command did. Of many products the lists show the first
/// ones only.
struct undo_report {
  static constexpr size_t most_shown = 20; ///< Products in the three lists.

  std::string command;           ///< That was taken back.
  uint64_t products = 0;         ///< How many it was about.
  std::vector<product> removed;  ///< As they were.
  std::vector<product> restored; ///< Removed ones that are there again.
  std::vector<product> modified; ///< As they are now.

  bool operator==(const undo_report&) const = default;
};

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, undo_report& x) {
  return f(caf::meta::type_name("undo_report"), x.command, x.products,
           x.removed, x.restored, x.modified);
}

} // namespace storify
