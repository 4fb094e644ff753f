// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/scraping/selectors.hpp"

namespace storify {

/// Hands a page to the HTML parser in slices, and spares it what can't hold a
/// product: comments, the text of scripts and their like, templates, and,
/// unless somebody asks for them, attributes, classes and elements without
/// content (images, the lines of an icon). The parser's work grows with the
/// bytes it sees; and libxml2 2.9.14 loses elements when a slice ends within a
/// script or a tag, so every slice but the last ends right behind a tag.
/// Source of what is a tag, and where it ends: WHATWG HTML, section 13.2.5.
class page_sieve {
public:
  /// `page` is UTF-8 and must outlive this; of the attributes only what is in
  /// `wanted` is kept.
  page_sieve(std::string_view page, const selector_interest& wanted);

  /// Returns what is kept of the next `bytes` of the page, or a little more;
  /// valid until the next call.
  std::string_view next(size_t bytes);

  bool at_end() const {
    return at_ >= page_.size();
  }

private:
  // An attribute to be kept, and the last tag that had one of this name: the
  // first one in a tag counts.
  struct wanted_attribute {
    std::string name;
    size_t seen_in = std::string_view::npos;
  };

  char peek(size_t ahead = 0) const {
    return at_ + ahead < page_.size() ? page_[at_ + ahead] : '\0';
  }
  void skip_blanks();
  void skip_behind(std::string_view end);
  void skip_comment();
  void skip_raw_text(std::string_view name);

  void keep_text();
  bool keep_tag(); // whether it was kept
  bool keep_end_tag();
  bool keep_start_tag();
  bool read_attributes(size_t tag); // whether "/>" ends the tag
  bool skip_content(std::string_view name);
  bool is_wanted(std::string_view name) const;
  void read_attribute(size_t tag);
  void keep_attribute(std::string_view name, std::string_view value,
                      size_t tag);
  void keep_value(std::string_view name, std::string_view value);
  std::string_view wanted_classes(std::string_view value);
  void keep(std::string_view text) {
    if (templates_ == 0)
      kept_ += text;
  }

  std::string_view page_;
  std::vector<wanted_attribute> wanted_;
  std::vector<std::string> classes_; // empty: `class` is wanted as a whole
  std::string kept_classes_;
  std::set<std::string> types_; // of elements to keep, "" stands for all
  size_t at_ = 0;
  size_t templates_ = 0; // open ones
  std::string kept_;
};

} // namespace storify
