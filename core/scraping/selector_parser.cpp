// SPDX-License-Identifier: BSD-3-Clause
#include "core/scraping/selector_parser.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>
#include <utf8proc.h>

#include "core/basics/text.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace {

// A trail has this many bits.
constexpr size_t max_compounds = 64;

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
         || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '\\'
         || static_cast<unsigned char>(c) >= 0x80;
}

// HTML doesn't tell capital letters in the names of elements and attributes.
std::string lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

} // namespace

caf::expected<selector> selector_parser::parse() {
  do
    parse_alternative();
  while (take(','));
  if (!problem_.empty())
    return fail(ec::bad_profile,
                fmt::format("selector \"{}\", character {}: {}",
                            printable(css_), problem_at_ + 1, problem_));
  result_.css_ = css_;
  return std::move(result_);
}

bool selector_parser::take(char c) {
  if (at_end() || css_[at_] != c)
    return false;
  ++at_;
  return true;
}

bool selector_parser::skip_blanks() {
  auto before = at_;
  while (take(' ') || take('\t') || take('\n') || take('\r') || take('\f'))
    ;
  return at_ != before;
}

void selector_parser::complain(std::string what) {
  if (!problem_.empty())
    return;
  problem_ = std::move(what);
  problem_at_ = at_;
}

void selector_parser::parse_alternative() {
  auto is_target = [this] { return peek() == ':' && peek(1) == ':'; };
  skip_blanks();
  compound x;
  if (is_target())
    x.is_scope = true;
  else
    x = parse_compound();
  x.is_first = true;
  while (!x.is_last && problem_.empty()) {
    auto has_blank = skip_blanks();
    if (is_target()) {
      // What is behind a blank is taken of what is below: text is anyway.
      if (has_blank && css_.substr(at_).starts_with("::attr"))
        append(std::exchange(x, compound{}));
      parse_target(x);
    } else if (at_end() || peek() == ',') {
      x.is_last = true;
    } else {
      append(std::exchange(x, compound{}));
      auto is_child = take('>');
      if (!is_child && !has_blank)
        complain(fmt::format("\"{}\" can't stand here", peek()));
      skip_blanks();
      x = parse_compound();
      x.is_child = is_child;
    }
  }
  append(std::move(x));
}

selector::compound selector_parser::parse_compound() {
  compound x;
  auto begin = at_;
  if (!take('*') && is_name_character(peek()))
    x.type = lower_case(parse_name("type"));
  for (;;) {
    if (take('.'))
      x.classes.push_back(parse_name("class"));
    else if (take('#'))
      x.tests.push_back({"id", '=', parse_name("id")});
    else if (take('['))
      parse_attribute(x);
    else
      break;
  }
  if (peek() == ':' && peek(1) != ':')
    complain("pseudo-classes (\":...\") are not understood; name a class or "
             "an attribute");
  if (peek() == '+' || peek() == '~')
    complain("siblings (\"+\", \"~\") are not understood");
  if (at_ == begin)
    complain("the name of an element, a class, an id or an attribute is "
             "missing");
  return x;
}

void selector_parser::parse_attribute(compound& x) {
  selector::attribute_test test;
  skip_blanks();
  test.name = lower_case(parse_name("attribute"));
  skip_blanks();
  if (std::string_view{"~^$*|"}.find(peek()) != std::string_view::npos
      && peek(1) == '=')
    test.relation = css_[at_++];
  if (take('=')) {
    if (test.relation == 0)
      test.relation = '=';
    skip_blanks();
    test.value = parse_value();
    skip_blanks();
  }
  if (!take(']'))
    complain("\"]\" is missing");
  x.tests.push_back(std::move(test));
}

void selector_parser::parse_target(compound& x) {
  x.is_last = true;
  at_ += 2;
  auto name = parse_name("target");
  if (name == "text") {
    x.target = selector_target::text;
  } else if (name == "attr" && take('(')) {
    x.target = selector_target::attribute;
    skip_blanks();
    x.attribute = lower_case(parse_name("attribute"));
    skip_blanks();
    if (!take(')'))
      complain("\")\" is missing");
  } else {
    complain("only \"::text\" and \"::attr(name)\" are understood");
  }
  skip_blanks();
  if (!at_end() && peek() != ',')
    complain("nothing but a comma can follow \"::text\" and \"::attr(name)\"");
}

void selector_parser::append(compound x) {
  if (result_.compounds_.size() == max_compounds) {
    complain(fmt::format("more than {} parts", max_compounds));
    return;
  }
  if (x.is_last)
    result_.last_ |= uint64_t{1} << result_.compounds_.size();
  result_.compounds_.push_back(std::move(x));
}

std::string selector_parser::parse_name(std::string_view what) {
  std::string name;
  while (!at_end() && is_name_character(peek()))
    if (take('\\'))
      name += parse_escape();
    else
      name += css_[at_++];
  if (name.empty())
    complain(fmt::format("the name of the {} is missing", what));
  return name;
}

std::string selector_parser::parse_value() {
  auto quote = peek();
  if (quote != '"' && quote != '\'')
    return parse_name("value");
  ++at_;
  std::string value;
  while (!at_end() && peek() != quote)
    if (take('\\'))
      value += parse_escape();
    else
      value += css_[at_++];
  if (!take(quote))
    complain("the quote isn't closed");
  return value;
}

// Source: CSS Syntax 3, section 4.3.7.
std::string selector_parser::parse_escape() {
  auto rest = css_.substr(at_, 6);
  uint32_t code = 0;
  auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(),
                                      code, 16);
  if (error != std::errc{}) {
    if (at_ < css_.size())
      return std::string{css_[at_++]};
    complain("nothing follows the backslash");
    return {};
  }
  at_ += static_cast<size_t>(end - rest.data());
  take(' '); // ends the number
  utf8proc_uint8_t bytes[4];
  auto code_point = static_cast<utf8proc_int32_t>(code);
  if (code == 0 || !utf8proc_codepoint_valid(code_point))
    code_point = 0xFFFD;
  auto size = utf8proc_encode_char(code_point, bytes);
  return {bytes, bytes + size};
}

} // namespace storify
