// SPDX-License-Identifier: BSD-3-Clause
#include "core/scraping/page_reader.hpp"

#include <algorithm>
#include <climits>
#include <new>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <libxml/HTMLparser.h>

#include "core/basics/text.hpp"
#include "core/scraping/charset.hpp"
#include "core/scraping/page_sieve.hpp"
#include "core/scraping/tile_reader.hpp"
#include "core/scraping/url.hpp"
#include "core/scraping/value_finder.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace {

struct parser_deleter {
  void operator()(htmlParserCtxtPtr x) const {
    htmlFreeParserCtxt(x);
  }
};

using parser_ptr = std::unique_ptr<htmlParserCtxt, parser_deleter>;

// Returns what of a page the rules look at.
selector_interest interest_of(const site_rules& rules) {
  selector_interest all;
  for (auto x : {&rules.product, &rules.name, &rules.price, &rules.sku,
                 &rules.url, &rules.quantity, &rules.next})
    x->add_to(all);
  return all;
}

// Returns the page as the parser can read it. It stops at a zero byte.
std::string text_of(page& source) {
  auto charset = charset_of(source.body, source.content_type);
  auto text = to_utf8(std::move(source.body), charset);
  if (text.find('\0') != std::string::npos)
    std::erase(text, '\0');
  return text;
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\n\r\f") == std::string_view::npos;
}

// Shortens what may be long, so that a sentence stays one.
std::string shown(std::string_view url) {
  constexpr size_t max_shown = 200;
  auto text = printable(url);
  return std::string{cut_at_character(text, max_shown)};
}

} // namespace

// Hears from the parser; that is why it never moves.
class page_reader::impl {
public:
  impl(std::shared_ptr<const site_profile> profile, page source);

  caf::expected<bool> read_some(size_t bytes);

  page_content take() {
    return std::move(content_);
  }

private:
  static void on_start(void* self, const xmlChar* name, const xmlChar** pairs) {
    static_cast<impl*>(self)->enter(
      {reinterpret_cast<const char*>(name),
       reinterpret_cast<const char* const*>(pairs)});
  }
  static void on_end(void* self, const xmlChar*) {
    static_cast<impl*>(self)->leave();
  }
  static void on_text(void* self, const xmlChar* text, int size) {
    static_cast<impl*>(self)->read(
      {reinterpret_cast<const char*>(text), static_cast<size_t>(size)});
  }

  void start_parser();
  void enter(const open_element& element);
  void read(std::string_view text);
  void leave();
  void finish_tile();
  caf::expected<bool> finish_page();
  void find_next_page();

  std::shared_ptr<const site_profile> profile_;
  std::string url_;
  std::string text_;
  page_sieve sieve_;
  parser_ptr parser_;
  std::vector<selector::trail> trails_; // of the open elements
  bool is_in_tile_ = false;
  bool is_too_deep_ = false;
  uint64_t tiles_ = 0;
  tile_reader tile_;
  value_finder next_;
  page_content content_;
};

page_reader::impl::impl(std::shared_ptr<const site_profile> profile,
                        page source)
  : profile_(std::move(profile)),
    url_(source.url),
    text_(text_of(source)),
    sieve_(text_, interest_of(profile_->rules)),
    tile_(*profile_, source.url),
    next_(profile_->rules.next) {
  trails_.reserve(max_depth);
  start_parser();
}

void page_reader::impl::start_parser() {
  htmlSAXHandler handler{};
  handler.startElement = on_start;
  handler.endElement = on_end;
  handler.characters = on_text;
  handler.ignorableWhitespace = on_text;
  parser_.reset(htmlCreatePushParserCtxt(&handler, this, nullptr, 0, nullptr,
                                         XML_CHAR_ENCODING_UTF8));
  if (!parser_)
    throw std::bad_alloc{};
  // The text is UTF-8 by now, whatever its meta element says.
  htmlCtxtUseOptions(parser_.get(), HTML_PARSE_IGNORE_ENC | HTML_PARSE_NONET
                                      | HTML_PARSE_NOERROR
                                      | HTML_PARSE_NOWARNING);
}

caf::expected<bool> page_reader::impl::read_some(size_t bytes) {
  if (is_blank(text_))
    return fail(ec::page_empty, shown(url_));
  auto slice = sieve_.next(std::max<size_t>(bytes, 1));
  auto is_last = sieve_.at_end();
  if (slice.size() > INT_MAX)
    return fail(ec::page_too_large, shown(url_));
  if (is_last || !slice.empty())
    htmlParseChunk(parser_.get(), slice.data(), static_cast<int>(slice.size()),
                   is_last ? 1 : 0);
  if (is_too_deep_)
    return fail(ec::page_too_deep,
                fmt::format("{}: more than {} elements are open at once",
                            shown(url_), max_depth));
  if (!is_last)
    return false;
  return finish_page();
}

void page_reader::impl::enter(const open_element& element) {
  if (trails_.size() == max_depth) {
    is_too_deep_ = true;
    xmlStopParser(parser_.get());
    return;
  }
  auto parent = trails_.empty() ? selector::trail{} : trails_.back();
  const auto& product = profile_->rules.product;
  trails_.push_back(product.enter(parent, element));
  next_.enter(element, false);
  selector::match match;
  if (!is_in_tile_ && product.finds(trails_.back(), element, match)) {
    is_in_tile_ = true;
    tile_.reset();
  }
  if (is_in_tile_)
    tile_.enter(element);
  if (element.name == "br")
    read(" ");
}

void page_reader::impl::read(std::string_view text) {
  next_.read(text);
  if (is_in_tile_)
    tile_.read(text);
}

void page_reader::impl::leave() {
  if (trails_.empty() || is_too_deep_)
    return;
  trails_.pop_back();
  next_.leave();
  if (!is_in_tile_)
    return;
  tile_.leave();
  if (tile_.is_left())
    finish_tile();
}

void page_reader::impl::finish_tile() {
  is_in_tile_ = false;
  ++tiles_;
  auto offered = tile_.offered();
  if (offered) {
    content_.offers.push_back(std::move(*offered));
  } else if (++content_.unreadable == 1) {
    content_.first_unreadable = fmt::format(
      "tile {} of {} {}", tiles_, shown(url_), detail(offered.error()));
  }
}

caf::expected<bool> page_reader::impl::finish_page() {
  if (is_in_tile_)
    finish_tile();
  if (tiles_ == 0)
    return fail(ec::no_products_found,
                fmt::format("{}: nothing on this page matches \"{}\"; check "
                            "\"product\" in the site profile",
                            shown(url_),
                            printable(profile_->rules.product.css())));
  find_next_page();
  return true;
}

void page_reader::impl::find_next_page() {
  if (next_.value().empty())
    return;
  auto url = resolve_url(url_, clean_text(next_.value()));
  if (!url)
    content_.note = fmt::format("the next page of {} is not followed: {}",
                                shown(url_), detail(url.error()));
  else if (!may_follow(url_, *url, profile_->folder))
    content_.note = fmt::format("the next page of {} is not followed: {}: a "
                                "page of the web leads to the web alone, a "
                                "local page to files beside the profile alone",
                                shown(url_), shown(*url));
  else
    content_.next_url = std::move(*url);
}

page_reader::page_reader(std::shared_ptr<const site_profile> profile,
                         page source)
  : impl_(std::make_unique<impl>(std::move(profile), std::move(source))) {
}

page_reader::page_reader(page_reader&&) noexcept = default;

page_reader& page_reader::operator=(page_reader&&) noexcept = default;

page_reader::~page_reader() = default;

caf::expected<bool> page_reader::read_some(size_t bytes) {
  return impl_->read_some(bytes);
}

page_content page_reader::take() {
  return impl_->take();
}

} // namespace storify
