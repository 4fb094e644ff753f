// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <string>
#include <vector>

#include "caf/expected.hpp"

#include "core/rows/formats.hpp"
#include "messages/price.hpp"
#include "messages/product.hpp"

namespace storify {

/// Reads the products that a person imports from the text of a file: CSV (with
/// or without a header, cells guarded or not), TSV, JSON (a list of objects, or
/// an object with such a list called "products") or JSON lines. Prices may be
/// written as people do; without a currency they are in `fallback`. Columns
/// that storify doesn't know are skipped. All rows are sound, or none is
/// returned. Errors: bad_row ("line N: ...": the first problem, and how many
/// follow).
caf::expected<std::vector<product_row>>
read_product_text(row_format format, std::string text, currency fallback);

} // namespace storify
