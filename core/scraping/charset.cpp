// SPDX-License-Identifier: BSD-3-Clause
#include "core/scraping/charset.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include <iconv.h>

#include "core/basics/text.hpp"

namespace storify {

namespace {

using namespace std::string_view_literals;

constexpr auto replacement = "\uFFFD"sv;

constexpr std::array marks{
  std::pair{"\xEF\xBB\xBF"sv, "utf-8"sv},
  std::pair{"\xFE\xFF"sv, "utf-16be"sv},
  std::pair{"\xFF\xFE"sv, "utf-16le"sv},
};

constexpr std::array meanings{
  std::pair{"utf8"sv, "utf-8"sv},
  std::pair{"iso-8859-1"sv, "windows-1252"sv},
  std::pair{"iso8859-1"sv, "windows-1252"sv},
  std::pair{"iso_8859-1"sv, "windows-1252"sv},
  std::pair{"latin1"sv, "windows-1252"sv},
  std::pair{"l1"sv, "windows-1252"sv},
  std::pair{"ascii"sv, "windows-1252"sv},
  std::pair{"us-ascii"sv, "windows-1252"sv},
  std::pair{"cp1252"sv, "windows-1252"sv},
  std::pair{"x-cp1252"sv, "windows-1252"sv},
  std::pair{"iso-8859-9"sv, "windows-1254"sv},
  std::pair{"utf-16"sv, "utf-16le"sv},
};

// What windows-1252 has at 0x80..0x9F. Source: WHATWG Encoding, index
// windows-1252.
constexpr std::array windows_1252_high{
  "\u20AC"sv,   "\xC2\x81"sv, "\u201A"sv, "\u0192"sv,   "\u201E"sv,
  "\u2026"sv,   "\u2020"sv,   "\u2021"sv, "\u02C6"sv,   "\u2030"sv,
  "\u0160"sv,   "\u2039"sv,   "\u0152"sv, "\xC2\x8D"sv, "\u017D"sv,
  "\xC2\x8F"sv, "\xC2\x90"sv, "\u2018"sv, "\u2019"sv,   "\u201C"sv,
  "\u201D"sv,   "\u2022"sv,   "\u2013"sv, "\u2014"sv,   "\u02DC"sv,
  "\u2122"sv,   "\u0161"sv,   "\u203A"sv, "\u0153"sv,   "\xC2\x9D"sv,
  "\u017E"sv,   "\u0178"sv,
};

std::string lower_case(std::string_view text) {
  std::string result{text};
  std::transform(result.begin(), result.end(), result.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return result;
}

// Returns the value behind the first `charset=` of `text`, which is in lower
// case, or an empty text.
std::string_view charset_in(std::string_view text) {
  constexpr auto key = "charset"sv;
  constexpr auto blanks = " \t\n\r\f"sv;
  for (auto at = text.find(key); at != std::string_view::npos;
       at = text.find(key, at + 1)) {
    auto rest = text.substr(at + key.size());
    rest.remove_prefix(std::min(rest.find_first_not_of(blanks), rest.size()));
    if (!rest.starts_with('='))
      continue;
    rest.remove_prefix(1);
    rest.remove_prefix(
      std::min(rest.find_first_not_of(" \t\n\r\f\"'"sv), rest.size()));
    return rest.substr(0, rest.find_first_of(" \t\n\r\f\"';>/"sv));
  }
  return {};
}

// Returns what the first meta element with a charset says.
std::string charset_in_meta(std::string_view body) {
  constexpr size_t searched = 1024;
  auto head = lower_case(body.substr(0, searched));
  std::string_view rest{head};
  while (!rest.empty()) {
    auto begin = std::min(rest.find('<'), rest.size());
    rest.remove_prefix(begin);
    auto is_comment = rest.starts_with("<!--"sv);
    auto closing = is_comment ? "-->"sv : ">"sv;
    auto end = std::min(rest.find(closing), rest.size());
    if (rest.starts_with("<meta"sv))
      if (auto found = charset_in(rest.substr(0, end)); !found.empty())
        return std::string{found};
    rest.remove_prefix(std::min(end + closing.size(), rest.size()));
  }
  return {};
}

std::string meaning_of(std::string_view name) {
  auto known = std::find_if(meanings.begin(), meanings.end(),
                            [&](const auto& x) { return x.first == name; });
  return std::string{known == meanings.end() ? name : known->second};
}

std::string from_windows_1252(std::string_view body) {
  std::string result;
  result.reserve(body.size() + body.size() / 16);
  for (auto c : body) {
    auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      result += c;
    } else if (byte < 0xA0) {
      result += windows_1252_high[byte - 0x80u];
    } else {
      result += static_cast<char>(0xC0 | (byte >> 6));
      result += static_cast<char>(0x80 | (byte & 0x3F));
    }
  }
  return result;
}

// A decoder of the C library, or none.
class decoder {
public:
  explicit decoder(const std::string& charset)
    : handle_(iconv_open("UTF-8", charset.c_str())) {
  }
  decoder(const decoder&) = delete;
  decoder& operator=(const decoder&) = delete;
  ~decoder() {
    if (is_known())
      iconv_close(handle_);
  }

  bool is_known() const {
    return handle_ != reinterpret_cast<iconv_t>(-1);
  }

  std::string decode(std::string body) {
    std::string result;
    std::array<char, 4096> buffer;
    auto from = body.data();
    for (auto left = body.size(); left > 0;) {
      auto to = buffer.data();
      auto room = buffer.size();
      auto done = iconv(handle_, &from, &left, &to, &room);
      result.append(buffer.data(), buffer.size() - room);
      if (done == static_cast<size_t>(-1) && errno != E2BIG) {
        result += replacement;
        ++from;
        --left;
      }
    }
    return result;
  }

private:
  iconv_t handle_;
};

} // namespace

std::string charset_of(std::string_view body, std::string_view content_type) {
  for (const auto& [mark, name] : marks)
    if (body.starts_with(mark))
      return std::string{name};
  auto header = lower_case(content_type);
  if (auto found = charset_in(header); !found.empty())
    return meaning_of(found);
  if (auto found = meaning_of(charset_in_meta(body)); !found.empty())
    // Who could read this element was not reading UTF-16.
    return found.starts_with("utf-16"sv) ? "utf-8" : found;
  return is_utf8(body) ? "utf-8" : "windows-1252";
}

std::string to_utf8(std::string body, std::string_view charset) {
  for (const auto& [mark, name] : marks)
    if (name == charset && body.starts_with(mark))
      body.erase(0, mark.size());
  if (charset == "windows-1252"sv)
    return from_windows_1252(body);
  constexpr auto allowed = "abcdefghijklmnopqrstuvwxyz0123456789-_:"sv;
  auto is_name = charset.find_first_not_of(allowed) == std::string_view::npos;
  if (charset != "utf-8"sv && is_name)
    if (decoder known{std::string{charset}}; known.is_known())
      return known.decode(std::move(body));
  if (is_utf8(body))
    return body;
  return valid_utf8(body);
}

} // namespace storify
