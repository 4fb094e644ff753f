// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <span>
#include <string_view>

namespace storify {

/// A way to find and mend what must not be in a database.
struct mending_rule {
  std::string_view words; ///< {} is how many of what; empty: nobody is told.
  std::string_view thing; ///< What is counted.
  std::string_view find;  ///< A query: `id` (0: none), `name`, and more.
  const char* mend; ///< Statements about what was found, the table `flaw`.
};

/// Returns the rules, in the order in which they have to be followed. They use
/// the functions of `define_sqlite_functions` and the tables of `salvage`.
std::span<const mending_rule> mending_rules();

} // namespace storify
