// SPDX-License-Identifier: BSD-3-Clause
#include "core/prompt/no_match.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "core/basics/folding.hpp"
#include "core/basics/text.hpp"

namespace storify {

namespace {

// The origins' names of one kind; what a person added has none.
std::vector<std::string> names_of(const snapshot& from,
                                  std::string origin::*kind) {
  std::set<std::string> names;
  for (const auto& x : from.origins())
    if (!(x.*kind).empty())
      names.insert(printable(x.*kind));
  return {names.begin(), names.end()};
}

// Returns why a name leads to nothing, or nothing if it is known.
std::optional<std::string> unknown(std::string_view kind,
                                   const std::optional<std::string>& wanted,
                                   const std::vector<std::string>& names) {
  auto is_wanted = [&](const std::string& name) {
    return is_same_name(name, *wanted);
  };
  if (!wanted || wanted->empty() || std::ranges::any_of(names, is_wanted))
    return std::nullopt;
  auto text = fmt::format("no products: there is no {} \"{}\"", kind,
                          printable(*wanted));
  if (!names.empty())
    text += fmt::format("; there {} {}", names.size() == 1 ? "is" : "are",
                        some_of(names));
  return text + '\n';
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
