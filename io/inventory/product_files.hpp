// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "caf/expected.hpp"

#include "messages/price.hpp"
#include "messages/product.hpp"
#include "messages/snapshot.hpp"

namespace storify {

/// Reads the products that a person imports from a .csv, .tsv, .json or .jsonl
/// file; id, name, price, quantity and currency count, other columns don't. In
/// a .csv the apostrophe that `write_product_file` puts before some cells goes.
/// Prices may be written as people do; without a currency they are in
/// `fallback`. All rows are sound, or none is returned. Errors: file_not_found;
/// bad_row (the first problem, and how many follow); not_supported (another
/// kind of file).
caf::expected<std::vector<product_row>>
read_product_file(const std::filesystem::path& file, currency fallback);

/// Writes all columns of all products to a .csv, .tsv, .json, .jsonl or .md
/// file, in the place of one that is there; returns the number of products. In
/// a .csv an apostrophe is put before a cell that a spreadsheet would take for
/// a formula. Errors: storage_failed; not_supported (another kind of file).
caf::expected<uint64_t> write_product_file(const std::filesystem::path& file,
                                           const snapshot& all);

} // namespace storify
