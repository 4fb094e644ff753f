// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <string>

#include "core/rows/formats.hpp"
#include "messages/price.hpp"
#include "messages/product_file.hpp"

namespace storify {

/// Reads the products that a person imports from the text of a file: CSV (with
/// or without a header, cells guarded or not, parted by comma, semicolon or
/// tab), TSV, JSON (a list of objects, or an object with such a list called
/// "products") or JSON lines; any with a byte order mark. Columns may be called
/// as people do (`column_names::liberal`), prices be written so; without a
/// currency they are in `fallback`.
file_rows read_product_text(row_format format, std::string text,
                            currency fallback);

} // namespace storify
