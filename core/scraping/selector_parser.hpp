// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "caf/error.hpp"
#include "caf/expected.hpp"

#include "core/scraping/selectors.hpp"

namespace storify {

/// Reads one selector, from left to right. A step that meets a mistake notes
/// the first one and all later steps do nothing.
class selector_parser {
public:
  explicit selector_parser(std::string_view css) : css_(css) {
  }

  /// Returns the selector. Errors: bad_profile. To be called once.
  caf::expected<selector> parse();

private:
  using compound = selector::compound;

  bool at_end() const {
    return at_ >= css_.size() || !problem_.empty();
  }
  char peek(size_t ahead = 0) const {
    return at_ + ahead < css_.size() ? css_[at_ + ahead] : '\0';
  }
  bool take(char c);
  bool skip_blanks(); // whether there were any
  void complain(std::string what);

  void parse_alternative();
  compound parse_compound();
  void parse_attribute(compound& x);
  void parse_target(compound& x);
  void append(compound x);
  std::string parse_name(std::string_view what);
  std::string parse_value();
  std::string parse_escape();

  std::string_view css_;
  size_t at_ = 0;
  std::string problem_;
  size_t problem_at_ = 0;
  selector result_;
};

} // namespace storify
