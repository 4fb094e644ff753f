// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "caf/meta/type_name.hpp"

#include "messages/optional_field.hpp"
#include "messages/product.hpp"
#include "messages/types.hpp"

namespace storify {

/// A row of a file that a person imports. What the file doesn't have stays as
/// it is in a product that is there.
struct product_row {
  std::optional<product_id> id; ///< Nothing: it adds a product.
  product_draft draft;
  bool names_currency = true; ///< Else the one in `draft` is for new products.
  std::optional<std::string> category = {};
  std::optional<source_key> source = {};
  std::optional<std::string> url = {};
  std::optional<edited_fields> edited = {};
  uint64_t line = 0; ///< Where it begins in the file, from 1.

  /// Returns whether it says that a scraper brought the product.
  bool is_scraped() const {
    return source && !source->empty();
  }

  bool operator==(const product_row&) const = default;
};

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, product_row& x) {
  optional_field id{x.id};
  optional_field category{x.category};
  optional_field source{x.source};
  optional_field url{x.url};
  optional_field edited{x.edited};
  return f(caf::meta::type_name("product_row"), id, x.draft, x.names_currency,
           category, source, url, edited, x.line);
}

/// What an import did.
struct import_report {
  uint64_t added = 0;
  uint64_t modified = 0;
  uint64_t unchanged = 0;
  /// The columns of the file that products don't have.
  std::vector<std::string> left_out = {};

  /// Adds the numbers of rows.
  import_report& operator+=(const import_report& x) {
    added += x.added;
    modified += x.modified;
    unchanged += x.unchanged;
    return *this;
  }

  bool operator==(const import_report&) const = default;
};

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, import_report& x) {
  return f(caf::meta::type_name("import_report"), x.added, x.modified,
           x.unchanged, x.left_out);
}

} // namespace storify
