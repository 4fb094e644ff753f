// SPDX-License-Identifier: BSD-3-Clause
#include "core/basics/price_reader.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "core/basics/text.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace {

struct currency_sign {
  std::string_view text;
  std::string_view code;
};

// A sign that several currencies share means the one that is expected, else
// the first one here.
constexpr std::array currency_signs{
  currency_sign{"€", "EUR"},    currency_sign{"EUR", "EUR"},
  currency_sign{"euro", "EUR"}, currency_sign{"euros", "EUR"},
  currency_sign{"$", "USD"},    currency_sign{"$", "CAD"},
  currency_sign{"$", "AUD"},    currency_sign{"$", "NZD"},
  currency_sign{"$", "MXN"},    currency_sign{"US$", "USD"},
  currency_sign{"USD", "USD"},  currency_sign{"CA$", "CAD"},
  currency_sign{"C$", "CAD"},   currency_sign{"CAD", "CAD"},
  currency_sign{"A$", "AUD"},   currency_sign{"AUD", "AUD"},
  currency_sign{"NZ$", "NZD"},  currency_sign{"NZD", "NZD"},
  currency_sign{"MXN", "MXN"},  currency_sign{"£", "GBP"},
  currency_sign{"GBP", "GBP"},  currency_sign{"Fr.", "CHF"},
  currency_sign{"CHF", "CHF"},  currency_sign{"¥", "JPY"},
  currency_sign{"¥", "CNY"},    currency_sign{"JPY", "JPY"},
  currency_sign{"CNY", "CNY"},  currency_sign{"kr", "SEK"},
  currency_sign{"kr", "DKK"},   currency_sign{"kr", "NOK"},
  currency_sign{"kr.", "SEK"},  currency_sign{"kr.", "DKK"},
  currency_sign{"kr.", "NOK"},  currency_sign{"SEK", "SEK"},
  currency_sign{"DKK", "DKK"},  currency_sign{"NOK", "NOK"},
  currency_sign{"zł", "PLN"},   currency_sign{"PLN", "PLN"},
  currency_sign{"Kč", "CZK"},   currency_sign{"CZK", "CZK"},
  currency_sign{"Ft", "HUF"},   currency_sign{"HUF", "HUF"},
  currency_sign{"lei", "RON"},  currency_sign{"RON", "RON"},
  currency_sign{"₺", "TRY"},    currency_sign{"TRY", "TRY"},
  currency_sign{"₹", "INR"},    currency_sign{"INR", "INR"},
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Returns `text` with one way to write a blank, an apostrophe and a dash.
std::string normalized(std::string_view text) {
  constexpr std::array same{
    std::pair{std::string_view{"’"}, '\''},
    std::pair{std::string_view{"−"}, '-'},
    std::pair{std::string_view{"–"}, '-'},
    std::pair{std::string_view{"—"}, '-'},
  };
  auto result = clean_text(text);
  for (const auto& [from, to] : same)
    for (size_t at = 0; (at = result.find(from, at)) != std::string::npos;)
      result.replace(at, from.size(), 1, to);
  return result;
}

std::string_view without_blank_before(std::string_view text) {
  return text.substr(text.starts_with(' ') ? 1 : 0);
}

std::string_view without_blank_behind(std::string_view text) {
  return text.substr(0, text.size() - (text.ends_with(' ') ? 1 : 0));
}

// What stands beside an amount.
struct found_sign {
  size_t size = 0; ///< In bytes; 0: there is none.
  currency unit;   ///< What it means.
};

// Returns the longest sign that is at one end of `text`, if any. A sign of
// letters must be a word: the `kr` of `krone` is none.
template <class AtEnd, class Neighbour>
found_sign find_sign(currency fallback, AtEnd at_end, Neighbour neighbour) {
  found_sign found{0, fallback};
  for (const auto& [sign, code] : currency_signs) {
    auto is_better = sign.size() > found.size
                     || (sign.size() == found.size && code == fallback.code());
    if (is_better && at_end(sign)
        && !(is_letter(sign.front()) && is_letter(neighbour(sign.size()))))
      found = {sign.size(), *currency::from(code)};
  }
  return found;
}

found_sign sign_at_start(std::string_view text, currency fallback) {
  return find_sign(
    fallback, [=](std::string_view sign) { return text.starts_with(sign); },
    [=](size_t size) { return size < text.size() ? text[size] : ' '; });
}

found_sign sign_at_end(std::string_view text, currency fallback) {
  return find_sign(
    fallback, [=](std::string_view sign) { return text.ends_with(sign); },
    [=](size_t size) {
      return size < text.size() ? text[text.size() - size - 1] : ' ';
    });
}

size_t count_digits(std::string_view text) {
  return std::min(text.find_first_not_of("0123456789"), text.size());
}

// Returns the number that `digits` are, or nothing if it is no price.
std::optional<int64_t> number_of(std::string_view digits) {
  int64_t result = 0;
  for (auto digit : digits) {
    result = result * 10 + (digit - '0');
    if (result > price::max_cents)
      return std::nullopt;
  }
  return result;
}

// Returns the number that `text`, digits in groups of three, stands for.
std::optional<int64_t> whole_of(std::string_view text) {
  auto first = count_digits(text);
  auto digits = std::string{text.substr(0, first)};
  auto rest = text.substr(first);
  if (!rest.empty() && (first > 3 || text.starts_with('0')))
    return std::nullopt;
  for (auto mark = rest.substr(0, 1); !rest.empty(); rest.remove_prefix(4)) {
    if (!rest.starts_with(mark) || count_digits(rest.substr(1)) != 3)
      return std::nullopt;
    digits += rest.substr(1, 3);
  }
  return number_of(digits);
}

// Returns where the decimals of `text` start: their mark, or its end.
size_t decimal_mark(std::string_view text) {
  auto last = text.find_last_of(".,");
  if (last == std::string_view::npos || text.find(text[last]) != last)
    return text.size();
  auto is_lone = text.find_first_of(".,' ") == last;
  auto parts_thousands = is_lone && text.size() - last == 4
                         && whole_of(text).has_value();
  return parts_thousands ? text.size() : last;
}

// Returns the hundredths that `text`, digits and marks, stands for.
std::optional<int64_t> cents_of(std::string_view text) {
  auto mark = decimal_mark(text);
  auto whole = whole_of(text.substr(0, mark));
  auto decimals = std::string{text.substr(std::min(mark + 1, text.size()))};
  if (!whole || decimals.size() > 2)
    return std::nullopt;
  decimals.resize(2, '0');
  auto cents = *whole * 100 + *number_of(decimals);
  return cents <= price::max_cents ? std::optional{cents} : std::nullopt;
}

// Returns how many bytes the digits and marks at the start of `text` take. A
// blank is a mark only where three digits follow, for words are parted by it.
size_t count_amount(std::string_view text) {
  auto size = count_digits(text);
  while (size < text.size()) {
    auto digits = count_digits(text.substr(size + 1));
    auto has_mark = std::string_view{".,'"}.find(text[size])
                    != std::string_view::npos;
    auto has_blank = text[size] == ' ' && digits == 3
                     && whole_of(text.substr(0, size + 4));
    if (digits == 0 || !(has_mark || has_blank))
      break;
    size += 1 + digits;
  }
  return size;
}

// An amount in a text, with all that belongs to it.
struct amount {
  size_t begin = 0;
  size_t end = 0;
  bool has_sign = false;
  currency unit;
  std::optional<int64_t> cents; ///< Nothing if it is misspelt.
};

// Reads what may stand right behind a whole number: `,-` and the cents of
// `19€99`.
void read_tail(std::string_view text, currency fallback, amount& x) {
  auto rest = text.substr(x.end);
  if (rest.starts_with(",-") || rest.starts_with(".-")) {
    x.end += rest.substr(2).starts_with('-') ? 3 : 2;
    return;
  }
  auto sign = sign_at_start(rest, fallback);
  auto behind = rest.substr(sign.size);
  if (sign.size == 0 || count_digits(behind) != 2 || count_amount(behind) != 2)
    return;
  x.cents = cents_of(std::string{text.substr(x.begin, x.end - x.begin)} + ','
                     + std::string{behind.substr(0, 2)});
  x.end += sign.size + 2;
  x.unit = sign.unit;
  x.has_sign = true;
}

// Reads the amount whose first digit is at `begin`.
amount read_amount(std::string_view text, size_t begin, currency fallback) {
  amount x;
  auto number = text.substr(begin, count_amount(text.substr(begin)));
  x.begin = begin;
  x.end = begin + number.size();
  x.cents = cents_of(number);
  x.unit = fallback;
  auto before = without_blank_behind(text.substr(0, begin));
  if (auto sign = sign_at_end(before, fallback); sign.size > 0) {
    x.begin = before.size() - sign.size;
    x.unit = sign.unit;
    x.has_sign = true;
  } else if (before.ends_with('.') || before.ends_with(',')) {
    x.cents = std::nullopt;
  }
  if (x.cents && decimal_mark(number) == number.size())
    read_tail(text, fallback, x);
  auto rest = without_blank_before(text.substr(x.end));
  if (auto sign = sign_at_start(rest, fallback); sign.size > 0) {
    x.end = text.size() - rest.size() + sign.size;
    x.unit = sign.unit;
    x.has_sign = true;
  }
  return x;
}

// Returns whether a minus, not a hyphen or a range, is before the amount.
bool is_negative(std::string_view text, const amount& x) {
  if (!text.substr(0, x.begin).ends_with('-'))
    return false;
  auto before = x.begin > 1 ? text[x.begin - 2] : ' ';
  return !is_letter(before) && !is_digit(before);
}

bool is_percentage(std::string_view text, const amount& x) {
  return without_blank_before(text.substr(x.end)).starts_with('%');
}

caf::expected<price> no_price(std::string_view text) {
  constexpr size_t max_shown = 80;
  auto shown = printable(text);
  return fail(ec::bad_price, std::string{cut_at_character(shown, max_shown)});
}

} // namespace

caf::expected<price> parse_price(std::string_view text, currency fallback) {
  auto line = normalized(text);
  auto digit = std::find_if(line.begin(), line.end(), is_digit) - line.begin();
  if (static_cast<size_t>(digit) == line.size())
    return no_price(text);
  auto x = read_amount(line, static_cast<size_t>(digit), fallback);
  if (!x.cents || x.begin != 0 || x.end != line.size())
    return no_price(text);
  return price{*x.cents, x.unit};
}

caf::expected<price> read_price(std::string_view text, currency fallback) {
  auto line = normalized(text);
  std::optional<amount> chosen;
  for (size_t at = 0; at < line.size();) {
    if (!is_digit(line[at])) {
      ++at;
      continue;
    }
    auto x = read_amount(line, at, fallback);
    at = x.end;
    if (is_negative(line, x) || is_percentage(line, x))
      continue;
    if (!chosen || x.has_sign)
      chosen = x;
    if (x.has_sign)
      break;
  }
  if (!chosen || !chosen->cents)
    return no_price(text);
  return price{*chosen->cents, chosen->unit};
}

std::string format_amount(const price& x) {
  auto sign = x.cents < 0 ? "-" : "";
  auto cents = x.cents < 0 ? 0 - static_cast<uint64_t>(x.cents)
                           : static_cast<uint64_t>(x.cents);
  return fmt::format("{}{}.{:02}", sign, cents / 100, cents % 100);
}

} // namespace storify
