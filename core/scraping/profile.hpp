// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "caf/expected.hpp"
#include "caf/timespan.hpp"

#include "core/scraping/selectors.hpp"
#include "messages/price.hpp"

namespace storify {

/// Where a category of a site starts.
struct site_category {
  std::string name;
  std::string url; ///< Absolute: http, https, or file.
};

/// What to look for on a page. A selector that was left out is empty.
struct site_rules {
  selector product; ///< The tiles.
  selector name;    ///< These five look at and below the tile.
  selector price;
  selector sku;
  selector url;
  selector quantity;
  selector next; ///< The next page.
};

/// How a site is read.
struct site_profile {
  std::string name; ///< Of the site; stands in the source of its products.
  currency unit;    ///< Of prices without a currency sign.
  std::string locale;
  std::vector<site_category> categories; ///< At least one, names are unique.
  site_rules rules;
  std::string folder; ///< What `may_follow` expects: the smallest folder that
                      ///< holds the profile and the local pages it names.
  uint64_t limit = 0; ///< Products per category; 0: all.
  caf::timespan pace{0};
  caf::timespan delay{0};
  uint32_t concurrency = 2;                         ///< >= 1.
  caf::timespan timeout = std::chrono::seconds{20}; ///< > 0.
};

/// Reads a profile, see README.md for its fields. `profile_url` is the
/// file: URL of the profile: the categories are relative to it.
/// Errors: bad_profile, with the file, the field, what is wrong and what to
/// write instead.
caf::expected<site_profile> parse_profile(std::string_view json,
                                          std::string_view profile_url);

} // namespace storify
