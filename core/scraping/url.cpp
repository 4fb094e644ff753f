// SPDX-License-Identifier: BSD-3-Clause
#include "core/scraping/url.hpp"

#include <algorithm>
#include <initializer_list>
#include <memory>
#include <optional>

#include <curl/urlapi.h>
#include <fmt/format.h>

#include "core/basics/text.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace {

constexpr std::string_view file_scheme = "file://";

struct url_deleter {
  void operator()(CURLU* x) const {
    curl_url_cleanup(x);
  }
};

using url_ptr = std::unique_ptr<CURLU, url_deleter>;

caf::error not_allowed(std::string_view reference, std::string_view why) {
  constexpr size_t max_shown = 200;
  auto shown = printable(reference);
  return fail(ec::url_not_allowed,
              fmt::format("{}: {}", cut_at_character(shown, max_shown), why));
}

// Returns a part of the URL, or an empty text if it has none.
std::string part(CURLU* url, CURLUPart which, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url, which, &text, flags) != CURLUE_OK)
    return {};
  std::unique_ptr<char, decltype(&curl_free)> owner{text, curl_free};
  return text;
}

// Browsers drop line feeds and tabs within an address, and blanks around it.
std::string without_white_space(std::string_view reference) {
  std::string result;
  for (auto c : reference)
    if (c != '\n' && c != '\r' && c != '\t')
      result += c;
  result.erase(result.find_last_not_of(' ') + 1);
  result.erase(0, result.find_first_not_of(' '));
  return result;
}

// Decodes the path of a file: URL; nothing if it holds what no path may hold.
std::optional<std::string> decoded_path(CURLU* url) {
  auto path = part(url, CURLUPART_PATH, CURLU_URLDECODE);
  // curl resolves dots that are written as dots; encoded ones would climb.
  if (!path.starts_with('/') || (path + '/').find("/../") != std::string::npos)
    return std::nullopt;
  return path;
}

// Writes a file: URL in the one way that `may_follow` can compare.
caf::expected<std::string> canonical_file_url(CURLU* url,
                                              std::string_view reference) {
  auto path = decoded_path(url);
  if (!path)
    return not_allowed(reference, "it names no file on this machine");
  auto query = part(url, CURLUPART_QUERY);
  return file_url(*path) + (query.empty() ? "" : "?" + query);
}

// Returns the scheme and host that `url` starts with, or nothing unless they
// are written as curl writes them.
std::string_view plain_origin(std::string_view url) {
  for (std::string_view scheme : {"https://", "http://"}) {
    if (!url.starts_with(scheme))
      continue;
    auto end = std::min(url.find_first_of("/?", scheme.size()), url.size());
    auto host = url.substr(scheme.size(), end - scheme.size());
    auto is_plain = !host.empty()
                    && host.find_first_not_of("abcdefghijklmnopqrstuvwxyz"
                                              "0123456789-.:")
                         == std::string_view::npos;
    return is_plain ? url.substr(0, end) : std::string_view{};
  }
  return {};
}

// Returns whether `path` stays as it is when it is resolved.
bool is_plain_path(std::string_view path) {
  auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
           || (c >= '0' && c <= '9')
           || std::string_view{"-/_=?&.%~+,;:@!*"}.find(c)
                != std::string_view::npos;
  };
  return path.starts_with('/') && !path.starts_with("//")
         && path.find("/.") == std::string_view::npos
         && std::all_of(path.begin(), path.end(), is_plain);
}

// Resolves what most links of a shop are, a plain path or a plain URL, at a
// tenth of the cost; nothing if `reference` is another one.
std::string resolve_plain(std::string_view base, std::string_view reference) {
  if (reference.starts_with('/')) {
    auto origin = plain_origin(base);
    if (origin.empty() || !is_plain_path(reference))
      return {};
    return std::string{origin}.append(reference);
  }
  auto origin = plain_origin(reference);
  if (origin.empty() || !is_plain_path(reference.substr(origin.size())))
    return {};
  return std::string{reference};
}

bool is_file(std::string_view url) {
  return url.starts_with(file_scheme);
}

} // namespace

caf::expected<std::string> resolve_url(std::string_view base,
                                       std::string_view reference) {
  if (auto plain = resolve_plain(base, reference); !plain.empty())
    return plain;
  url_ptr url{curl_url()};
  constexpr unsigned flags = CURLU_URLENCODE | CURLU_ALLOW_SPACE;
  for (auto text : {base, reference}) {
    auto clean = without_white_space(text.substr(0, text.find('#')));
    if (clean.empty()) // the page itself
      continue;
    auto code = curl_url_set(url.get(), CURLUPART_URL, clean.c_str(), flags);
    if (code != CURLUE_OK)
      return not_allowed(text, curl_url_strerror(code));
  }
  auto scheme = part(url.get(), CURLUPART_SCHEME);
  if (scheme == "file")
    return canonical_file_url(url.get(), reference);
  if (scheme != "http" && scheme != "https")
    return not_allowed(reference, "only http, https and file are understood");
  return part(url.get(), CURLUPART_URL);
}

bool may_follow(std::string_view from, std::string_view to,
                std::string_view folder) {
  if (!is_file(from))
    return !is_file(to);
  return folder.size() > std::string_view{"file:///"}.size()
         && to.starts_with(folder);
}

std::string file_url(std::string_view path) {
  constexpr std::string_view unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                          "abcdefghijklmnopqrstuvwxyz"
                                          "0123456789-._~/";
  std::string result{file_scheme};
  for (auto c : path) {
    if (unreserved.find(c) != std::string_view::npos)
      result += c;
    else
      result += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return result;
}

caf::expected<std::string> path_of_file_url(std::string_view text) {
  url_ptr url{curl_url()};
  auto code = curl_url_set(url.get(), CURLUPART_URL, std::string{text}.c_str(),
                           CURLU_ALLOW_SPACE);
  auto path = code == CURLUE_OK && part(url.get(), CURLUPART_SCHEME) == "file"
                ? decoded_path(url.get())
                : std::nullopt;
  if (!path)
    return not_allowed(text, "it names no file on this machine");
  return *path;
}

} // namespace storify
