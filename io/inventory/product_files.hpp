// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <filesystem>

#include "caf/expected.hpp"

#include "messages/price.hpp"
#include "messages/product_file.hpp"
#include "messages/snapshot.hpp"

namespace storify {

// A file is in the format that is asked for, else in that of its ending: .csv,
// .tsv, .json, .jsonl or, to be written only, .md. `~` at the beginning of its
// path is the home folder.

/// Reads the products that a person imports, all columns of them; its bad rows
/// are told in the answer. In CSV the apostrophe that `write_product_file` puts
/// before some cells goes. Prices may be written as people do; without a
/// currency they are in `fallback`. Errors: file_not_found; not_supported
/// (another kind of file).
caf::expected<file_rows> read_product_file(const product_file& wanted,
                                           currency fallback);

/// Writes all columns of all products, in the place of a file that is there;
/// returns the number of products. In CSV an apostrophe is put before a cell
/// that a spreadsheet would take for a formula. Errors: storage_failed;
/// not_supported (another kind of file, or one that the shop itself keeps in
/// `home`).
caf::expected<uint64_t>
write_product_file(const product_file& wanted, const snapshot& all,
                   const std::filesystem::path& home = {});

} // namespace storify
