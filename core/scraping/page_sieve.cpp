// SPDX-License-Identifier: BSD-3-Clause
#include "core/scraping/page_sieve.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "core/basics/text.hpp"

namespace storify {

namespace {

// Longer ones are no field of a product; they would only cost time.
constexpr size_t max_text_bytes = 16'384;
constexpr size_t max_attribute_bytes = 16'384;
constexpr size_t max_name_bytes = 64;

// So much is kept at most while the tag is looked for that ends a slice.
constexpr size_t max_slack_bytes = 65'536;

// Elements whose content is text up to their end tag, whatever it looks like.
constexpr std::array<std::string_view, 7> raw_text_elements{
  "script", "style", "textarea", "xmp", "iframe", "noembed", "noframes"};

// Elements without content, many of them on every page. The parser knows some
// of them for such, and would take what follows the others for their content.
constexpr std::array<std::string_view, 14> hollow_elements{
  "circle", "col",  "embed",   "hr",       "img",  "input",  "line",
  "meta",   "path", "polygon", "polyline", "rect", "source", "use"};

bool is_blank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r' && c != '\v');
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_same_name(std::string_view x, std::string_view lower_case) {
  return x.size() == lower_case.size()
         && std::equal(x.begin(), x.end(), lower_case.begin(),
                       [](char a, char b) { return lower(a) == b; });
}

// Returns whether the parser reads `name` as this sieve does.
bool is_plain_name(std::string_view name) {
  return name.size() <= max_name_bytes
         && std::all_of(name.begin(), name.end(), [](char c) {
              return is_letter(c) || (c >= '0' && c <= '9') || c == '-'
                     || c == '_' || c == ':' || c == '.';
            });
}

bool is_hollow(std::string_view name) {
  return std::any_of(hollow_elements.begin(), hollow_elements.end(),
                     [&](auto hollow) { return is_same_name(name, hollow); });
}

// What a character ends. A table, for most of a page is looked up in it.
enum ends : uint8_t {
  nothing = 0,
  a_value = 1,
  a_name = 2,
  an_attribute_name = 4,
};

constexpr auto endings = [] {
  std::array<uint8_t, 256> result{};
  for (unsigned char c : {' ', '\t', '\n', '\r', '\f', '>'})
    result[c] = a_value | a_name | an_attribute_name;
  result['/'] = a_name | an_attribute_name;
  result['='] = an_attribute_name;
  return result;
}();

// Returns where the text that starts at `from` ends.
size_t find_end(std::string_view text, ends what, size_t from) {
  while (from < text.size()
         && (endings[static_cast<unsigned char>(text[from])] & what) == 0)
    ++from;
  return std::min(from, text.size());
}

} // namespace

page_sieve::page_sieve(std::string_view page, const selector_interest& wanted)
  : page_(page), types_(wanted.types) {
  for (const auto& name : wanted.attributes)
    wanted_.push_back({name});
  if (wanted.attributes.contains("class"))
    return;
  if (!wanted.classes.empty())
    wanted_.push_back({"class"});
  classes_.assign(wanted.classes.begin(), wanted.classes.end());
}

std::string_view page_sieve::next(size_t bytes) {
  kept_.clear();
  auto goal = bytes < page_.size() - at_ ? at_ + bytes : page_.size();
  auto is_cut = true; // whether a slice may end here
  while (!at_end() && (at_ < goal || !is_cut)) {
    if (at_ >= goal && kept_.size() > bytes + max_slack_bytes) {
      kept_ +=
        "<br/>"; // text in ever new pieces: nobody is to wait for its end
      break;
    }
    if (peek() == '<') {
      is_cut = keep_tag() || is_cut;
    } else {
      keep_text();
      is_cut = kept_.empty();
    }
  }
  return kept_;
}

void page_sieve::skip_blanks() {
  while (!at_end() && is_blank(page_[at_]))
    ++at_;
}

void page_sieve::skip_behind(std::string_view end) {
  auto found = page_.find(end, at_);
  at_ = found == std::string_view::npos ? page_.size() : found + end.size();
}

void page_sieve::skip_comment() {
  at_ += 2; // "<!-->" is one, too
  for (;;) {
    skip_behind("--");
    if (at_end())
      return;
    if (peek() == '>' || (peek() == '!' && peek(1) == '>'))
      return skip_behind(">");
    --at_; // of three dashes the last two count
  }
}

void page_sieve::skip_raw_text(std::string_view name) {
  for (;;) {
    skip_behind("</");
    if (at_end())
      return;
    auto behind = peek(name.size());
    if (is_same_name(page_.substr(at_, name.size()), name)
        && (behind == '>' || behind == '/' || is_blank(behind)))
      return skip_behind(">");
  }
}

void page_sieve::keep_text() {
  auto end = std::min(page_.find('<', at_), page_.size());
  keep(cut_at_character(page_.substr(at_, end - at_), max_text_bytes));
  at_ = end;
}

bool page_sieve::keep_tag() {
  auto c = peek(1);
  if (is_letter(c))
    return keep_start_tag();
  if (c == '/' && is_letter(peek(2)))
    return keep_end_tag();
  if (c == '!' && peek(2) == '-' && peek(3) == '-') {
    skip_comment();
  } else if (c == '!' || c == '?' || c == '/') {
    skip_behind(">");
  } else {
    keep("&lt;"); // a text that the parser could take for a tag
    ++at_;
  }
  return false;
}

bool page_sieve::keep_end_tag() {
  auto end = find_end(page_, a_name, at_ + 2);
  auto name = page_.substr(at_ + 2, end - at_ - 2);
  auto is_complete = page_.find('>', end) != std::string_view::npos;
  skip_behind(">");
  if (is_same_name(name, "template")) {
    templates_ -= templates_ > 0 ? 1 : 0;
    return false;
  }
  if (templates_ > 0 || !is_complete || !is_plain_name(name) || is_hollow(name))
    return false;
  kept_.append("</").append(name).append(">");
  return true;
}

bool page_sieve::keep_start_tag() {
  auto tag = at_;
  auto kept_before = kept_.size();
  at_ = find_end(page_, a_name, at_);
  auto name = page_.substr(tag + 1, at_ - tag - 1);
  keep(page_.substr(tag, at_ - tag));
  auto kept_name = kept_.size();
  auto is_closed = read_attributes(tag);
  auto is_complete = !at_end();
  ++at_;
  auto has_attributes = kept_.size() > kept_name;
  auto is_empty = is_hollow(name);
  if (skip_content(name) || templates_ > 0 || !is_complete
      || !is_plain_name(name)
      || (is_empty && !has_attributes && !is_wanted(name))) {
    kept_.resize(std::min(kept_before, kept_.size()));
    return false;
  }
  kept_ += is_closed || is_empty ? "/>" : ">";
  return true;
}

bool page_sieve::read_attributes(size_t tag) {
  auto is_closed = false;
  for (;;) {
    skip_blanks();
    if (at_end() || peek() == '>')
      return is_closed;
    is_closed = peek() == '/';
    if (is_closed)
      ++at_;
    else
      read_attribute(tag);
  }
}

bool page_sieve::skip_content(std::string_view name) {
  for (auto raw : raw_text_elements) {
    if (is_same_name(name, raw)) {
      skip_raw_text(raw);
      return true;
    }
  }
  if (!is_same_name(name, "template"))
    return false;
  ++templates_;
  return true;
}

bool page_sieve::is_wanted(std::string_view name) const {
  return std::any_of(types_.begin(), types_.end(), [&](const auto& type) {
    return type.empty() || is_same_name(name, type);
  });
}

void page_sieve::read_attribute(size_t tag) {
  auto begin = at_;
  at_ = find_end(page_, an_attribute_name, at_ + 1);
  auto name = page_.substr(begin, at_ - begin);
  skip_blanks();
  if (peek() != '=')
    return keep_attribute(name, {}, tag);
  ++at_;
  skip_blanks();
  begin = at_;
  if (auto quote = peek(); quote == '"' || quote == '\'') {
    ++begin;
    at_ = std::min(page_.find(quote, begin), page_.size());
    keep_attribute(name, page_.substr(begin, at_ - begin), tag);
    ++at_;
  } else {
    at_ = find_end(page_, a_value, begin);
    keep_attribute(name, page_.substr(begin, at_ - begin), tag);
  }
}

void page_sieve::keep_attribute(std::string_view name, std::string_view value,
                                size_t tag) {
  auto is_wanted = [&](const wanted_attribute& x) {
    return is_same_name(name, x.name);
  };
  auto wanted = std::find_if(wanted_.begin(), wanted_.end(), is_wanted);
  if (wanted == wanted_.end() || wanted->seen_in == tag
      || value.size() > max_attribute_bytes)
    return;
  wanted->seen_in = tag;
  if (classes_.empty() || wanted->name != "class")
    keep_value(wanted->name, value);
  else if (auto classes = wanted_classes(value); !classes.empty())
    keep_value(wanted->name, classes);
}

void page_sieve::keep_value(std::string_view name, std::string_view value) {
  auto quote = value.find('"') == std::string_view::npos ? "\"" : "'";
  if (*quote == '\'' && value.find('\'') != std::string_view::npos)
    return; // possible without quotes only, and nobody means it
  for (auto text : {std::string_view{" "}, name, std::string_view{"="},
                    std::string_view{quote}, value, std::string_view{quote}})
    keep(text);
}

std::string_view page_sieve::wanted_classes(std::string_view value) {
  // Whoever writes a class as an entity gets all of them.
  if (value.find('&') != std::string_view::npos)
    return value;
  kept_classes_.clear();
  for (size_t at = 0; at < value.size(); ++at) {
    auto end = find_end(value, a_value, at);
    auto word = value.substr(at, end - at);
    if (std::find(classes_.begin(), classes_.end(), word) != classes_.end())
      kept_classes_.append(kept_classes_.empty() ? "" : " ").append(word);
    at = end;
  }
  return kept_classes_;
}

} // namespace storify
