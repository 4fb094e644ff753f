// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <string>

#include "messages/product_view.hpp"

namespace storify {

/// What becomes of the members of a JSON object that are empty texts.
enum class empty_members : uint8_t { written, left_out };

/// Appends the names of all columns as a CSV record.
void append_csv_header(std::string& out);

/// Appends all columns of a product as a CSV record, as `row_writer` would. It
/// is made for a million of them.
void append_csv_product(std::string& out, const product_view& x);

/// Appends all columns of a product as a JSON object, as `row_writer` would.
void append_json_product(std::string& out, const product_view& x,
                         empty_members empty);

} // namespace storify
