// SPDX-License-Identifier: BSD-3-Clause
#include "core/scraping/fetch_url.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>

#include <curl/urlapi.h>

#include "core/basics/text.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace {

constexpr size_t shown_length = 300;

struct url_deleter {
  void operator()(CURLU* x) const {
    curl_url_cleanup(x);
  }
};

using url_ptr = std::unique_ptr<CURLU, url_deleter>;

// Returns nothing if `url` is malformed.
url_ptr parse(const std::string& url) {
  url_ptr result{curl_url()};
  auto code = curl_url_set(result.get(), CURLUPART_URL, url.c_str(),
                           CURLU_URLENCODE | CURLU_NON_SUPPORT_SCHEME);
  // The C interface sees no further than a zero byte.
  if (code != CURLUE_OK || url.find('\0') != std::string::npos)
    return nullptr;
  curl_url_set(result.get(), CURLUPART_FRAGMENT, nullptr, 0);
  return result;
}

std::string part(const url_ptr& url, CURLUPart what, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url.get(), what, &text, flags) != CURLUE_OK)
    return {};
  std::string result{text};
  curl_free(text);
  return result;
}

std::string lower(std::string text) {
  // URLs are compared as ASCII, whatever the locale.
  for (auto& c : text)
    if (c >= 'A' && c <= 'Z')
      c = static_cast<char>(c - 'A' + 'a');
  return text;
}

} // namespace

caf::expected<std::string> wire_url(const std::string& url) {
  auto parsed = parse(url);
  if (!parsed)
    return fail(ec::url_not_allowed, shown_url(url) + " is not a complete URL");
  constexpr std::array<std::string_view, 3> schemes{"http", "https", "file"};
  auto scheme = lower(part(parsed, CURLUPART_SCHEME));
  if (std::find(schemes.begin(), schemes.end(), scheme) == schemes.end())
    return fail(ec::url_not_allowed,
                shown_url(url) + " is neither http, https nor file");
  return part(parsed, CURLUPART_URL);
}

std::string origin_of(const std::string& url) {
  auto parsed = parse(url);
  if (!parsed)
    return {};
  return lower(part(parsed, CURLUPART_SCHEME) + "://"
               + part(parsed, CURLUPART_HOST) + ":"
               + part(parsed, CURLUPART_PORT, CURLU_DEFAULT_PORT));
}

std::string without_login(const std::string& url) {
  if (url.find('@') == std::string::npos)
    return url;
  auto parsed = parse(url);
  if (!parsed) // Where a login would end is anybody's guess: be careful.
    return url.substr(url.rfind('@') + 1);
  curl_url_set(parsed.get(), CURLUPART_USER, nullptr, 0);
  curl_url_set(parsed.get(), CURLUPART_PASSWORD, nullptr, 0);
  return part(parsed, CURLUPART_URL);
}

std::string shown_url(const std::string& url) {
  auto text = printable(without_login(url));
  if (text.size() <= shown_length)
    return text;
  return std::string{cut_at_character(text, shown_length)} + "...";
}

} // namespace storify
