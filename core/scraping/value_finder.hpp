// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/scraping/selectors.hpp"

namespace storify {

/// Finds the first value of a selector in a scope, a page or a tile, while the
/// elements of the scope are entered and left.
class value_finder {
public:
  /// `wanted` must outlive this.
  explicit value_finder(const selector& wanted) : wanted_(&wanted) {
  }

  /// Starts again with a new scope.
  void reset();

  /// Enters an element; `is_scope`: the selector is written relative to it.
  void enter(const open_element& element, bool is_scope);

  /// Takes a text within the innermost element entered.
  void read(std::string_view text) {
    if (collecting_at_ != 0)
      append(text);
  }

  /// Leaves the innermost element entered.
  void leave();

  /// Returns the attribute, or all text below the element, as the page writes
  /// it; empty if nothing was found. At most 16 KiB and one text.
  const std::string& value() const {
    return value_;
  }

private:
  void append(std::string_view text);

  const selector* wanted_;
  std::vector<selector::trail> trails_; // of the open elements
  bool is_found_ = false;
  size_t collecting_at_ = 0; // the depth of the element found, or 0
  size_t depth_ = 0;
  std::string value_;
};

} // namespace storify
