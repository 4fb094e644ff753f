// SPDX-License-Identifier: BSD-3-Clause
#include "core/scraping/selectors.hpp"

#include <algorithm>
#include <bit>

#include "core/scraping/selector_parser.hpp"

namespace storify {

namespace {

constexpr std::string_view blanks = " \t\n\r\f";

// Returns whether `word` is one of the words of `list`, parted by blanks.
bool has_word(std::string_view list, std::string_view word) {
  auto is_blank = [&](size_t at) {
    return blanks.find(list[at]) != std::string_view::npos;
  };
  for (auto at = list.find(word); at != std::string_view::npos;
       at = list.find(word, at + 1)) {
    auto end = at + word.size();
    if ((at == 0 || is_blank(at - 1)) && (end == list.size() || is_blank(end)))
      return true;
  }
  return false;
}

} // namespace

open_element::open_element(const char* type, const char* const* attributes)
  : name(type), attributes_(attributes) {
  if (auto value = attribute("class"))
    classes = value;
}

const char* open_element::attribute(std::string_view wanted) const {
  if (attributes_ != nullptr)
    for (auto at = attributes_; *at != nullptr; at += 2)
      if (wanted == *at)
        return at[1] != nullptr ? at[1] : "";
  return nullptr;
}

bool selector::attribute_test::holds(const open_element& element) const {
  auto found = element.attribute(name);
  if (found == nullptr)
    return false;
  std::string_view actual{found};
  switch (relation) {
    case 0: return true;
    case '=': return actual == value;
    case '|':
      return actual == value
             || (actual.starts_with(value)
                 && actual.substr(value.size()).starts_with('-'));
    default: break;
  }
  if (value.empty()) // matches nothing. Source: Selectors 3, section 6.3.2
    return false;
  switch (relation) {
    case '~': return has_word(actual, value);
    case '^': return actual.starts_with(value);
    case '$': return actual.ends_with(value);
    default: return actual.find(value) != std::string_view::npos;
  }
}

bool selector::compound::holds(const open_element& element,
                               bool is_scope_element) const {
  auto has_class = [&](const std::string& x) {
    return has_word(element.classes, x);
  };
  auto passes = [&](const attribute_test& x) { return x.holds(element); };
  return (!is_scope || is_scope_element)
         && (type.empty() || type == element.name)
         && std::all_of(classes.begin(), classes.end(), has_class)
         && std::all_of(tests.begin(), tests.end(), passes);
}

caf::expected<selector> selector::parse(std::string_view css) {
  return selector_parser{css}.parse();
}

bool selector::takes_values() const {
  return std::all_of(compounds_.begin(), compounds_.end(), [](const auto& x) {
    return !x.is_last || x.target != selector_target::element;
  });
}

bool selector::takes_elements() const {
  return std::all_of(compounds_.begin(), compounds_.end(), [](const auto& x) {
    return !x.is_last || x.target == selector_target::element;
  });
}

void selector::add_to(selector_interest& all) const {
  for (const auto& x : compounds_) {
    all.classes.insert(x.classes.begin(), x.classes.end());
    for (const auto& test : x.tests)
      all.attributes.insert(test.name);
    if (!x.attribute.empty())
      all.attributes.insert(x.attribute);
    if (x.classes.empty() && x.tests.empty() && !x.is_scope)
      all.types.insert(x.type);
  }
}

selector::trail selector::enter(const trail& parent,
                                const open_element& element,
                                bool is_scope) const {
  trail result{0, parent.above};
  uint64_t bit = 1;
  for (const auto& x : compounds_) {
    // The bit before is that of the compound before.
    auto before = x.is_child ? parent.here : parent.above;
    if ((x.is_first || (before & (bit >> 1)) != 0)
        && x.holds(element, is_scope))
      result.here |= bit;
    bit <<= 1;
  }
  result.above |= result.here;
  return result;
}

bool selector::finds(const trail& here, const open_element& element,
                     match& found) const {
  for (auto ends = here.here & last_; ends != 0; ends &= ends - 1) {
    const auto& x = compounds_[static_cast<size_t>(std::countr_zero(ends))];
    found.target = x.target;
    found.value = nullptr;
    if (x.target == selector_target::attribute)
      found.value = element.attribute(x.attribute);
    if (x.target != selector_target::attribute || found.value != nullptr)
      return true;
  }
  return false;
}

} // namespace storify
