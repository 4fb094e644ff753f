// SPDX-License-Identifier: BSD-3-Clause
#include "core/prompt/no_match.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/basics/folding.hpp"
#include "core/basics/text.hpp"

namespace storify {

namespace {

constexpr size_t most_names = 20;

// The origins' names of one kind; what a person added has none.
std::set<std::string> names_of(const snapshot& from,
                               std::string origin::*kind) {
  std::set<std::string> result;
  for (const auto& x : from.origins())
    if (!(x.*kind).empty())
      result.insert(printable(x.*kind));
  return result;
}

std::string some_of(const std::set<std::string>& names) {
  auto end = std::next(names.begin(), static_cast<std::ptrdiff_t>(
                                        std::min(names.size(), most_names)));
  return fmt::format("{}{}", fmt::join(names.begin(), end, ", "),
                     names.size() > most_names ? ", …" : "");
}

// Returns why a name leads to nothing, or nothing if it is known.
std::optional<std::string> unknown(std::string_view kind,
                                   const std::optional<std::string>& wanted,
                                   const std::set<std::string>& names) {
  auto is_wanted = [&](const std::string& name) {
    return folded(name) == folded(*wanted);
  };
  if (!wanted || wanted->empty() || std::ranges::any_of(names, is_wanted))
    return std::nullopt;
  auto quoted = fmt::format("there is no {} \"{}\"", kind, printable(*wanted));
  if (names.empty())
    return fmt::format("no products: {}\n", quoted);
  return fmt::format("no products: {}; there {} {}\n", quoted,
                     names.size() == 1 ? "is" : "are", some_of(names));
}

} // namespace

std::string no_match_line(const snapshot& from, const listing_query& query) {
  if (from.empty())
    return "no products\n";
  if (auto why = unknown("category", query.category,
                         names_of(from, &origin::category)))
    return *why;
  if (auto why = unknown("site", query.site, names_of(from, &origin::site)))
    return *why;
  return fmt::format("no product of {} matches\n", from.size());
}

} // namespace storify
