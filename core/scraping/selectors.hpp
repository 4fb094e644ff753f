// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "caf/expected.hpp"

namespace storify {

/// An element as the parser shows it when it opens: names in lower case, the
/// attributes as name, value, name, value ..., null, or null if there are none;
/// a value may be null. Nothing is owned.
class open_element {
public:
  open_element(const char* name, const char* const* attributes);

  std::string_view name;
  std::string_view classes; ///< The value of `class`.

  /// Returns the value of the attribute called `name`, or null.
  const char* attribute(std::string_view name) const;

private:
  const char* const* attributes_;
};

/// What a selector takes of an element that it finds.
enum class selector_target : uint8_t {
  element,   ///< The element itself: nothing is written behind it.
  text,      ///< `::text`
  attribute, ///< `::attr(x)`
};

/// What of a page selectors look at: all else can be left out of it.
struct selector_interest {
  std::set<std::string> attributes; ///< Whose values are looked at.
  std::set<std::string> classes;    ///< Words of `class` that are looked for.
  std::set<std::string> types; ///< Of elements that need no attribute to be
                               ///< found; "" stands for all.
};

/// CSS as Scrapy's users write it: types, `*`, classes, ids, attributes,
/// descendants, children, lists, and `::text` or `::attr(x)` behind each. It
/// matches while a page is read, without a tree: a `trail` per open element
/// remembers which parts of the selector the elements above have matched.
class selector {
public:
  /// Which compounds (bit i: the i-th) match the element of this trail and
  /// those above it, each with all that has to be above it. A fresh one stands
  /// above the outermost element.
  struct trail {
    uint64_t here = 0;
    uint64_t above = 0; ///< `here` is included.
  };

  /// What a selector found: a target, and the attribute's value if it is one.
  struct match {
    selector_target target = selector_target::element;
    const char* value = nullptr;
  };

  /// Matches nothing.
  selector() = default;

  /// Reads a selector. Errors: bad_profile, with the selector, the place in it
  /// and what is wrong.
  static caf::expected<selector> parse(std::string_view css);

  /// Returns it as it was written.
  const std::string& css() const {
    return css_;
  }

  bool empty() const {
    return compounds_.empty();
  }

  /// Returns whether it takes text or attributes in all its alternatives.
  bool takes_values() const;

  /// Returns whether it takes the element itself in all its alternatives.
  bool takes_elements() const;

  /// Adds what it looks at.
  void add_to(selector_interest& all) const;

  /// Enters `element`, whose parent has the trail `parent`; `is_scope`: it is
  /// the element that `::attr(x)` with nothing before it means. Returns the
  /// trail of the element.
  trail enter(const trail& parent, const open_element& element,
              bool is_scope = false) const;

  /// Returns whether `element` is what the selector looks for, and what it
  /// takes of it; an element without the attribute it takes is not.
  bool finds(const trail& here, const open_element& element,
             match& found) const;

private:
  friend class selector_parser;

  struct attribute_test {
    std::string name;
    char relation = 0; ///< `=` `~` `^` `$` `*` `|`, or 0: any value.
    std::string value;

    bool holds(const open_element& element) const;
  };

  // What an element itself must be: `a.b[c]`, and how it stands below the
  // compound before it.
  struct compound {
    std::string type; ///< Empty: any.
    std::vector<std::string> classes;
    std::vector<attribute_test> tests;
    bool is_first = false; ///< Nothing is before it.
    bool is_child = false; ///< Stands right below the one before.
    bool is_scope = false; ///< Is the scope: nothing is written of it.
    bool is_last = false;  ///< Ends an alternative.
    selector_target target = selector_target::element;
    std::string attribute; ///< Of the target, if it is one.

    bool holds(const open_element& element, bool is_scope_element) const;
  };

  std::string css_;
  std::vector<compound> compounds_;
  uint64_t last_ = 0; // the compounds that end an alternative
};

} // namespace storify
