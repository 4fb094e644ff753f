// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <string_view>

#include <simdjson.h>

#include "caf/error.hpp"

#include "core/rows/product_columns.hpp"
#include "core/rows/product_header.hpp"

namespace storify {

/// Reads the members of a JSON object that are named as the columns are into
/// `cells`: texts as they are, numbers as they are written, so that no digit of
/// a price is lost; null is a cell that isn't there. The cells live as long as
/// the parser and its text. Errors: bad_row.
caf::error read_json_cells(simdjson::ondemand::object object,
                           column_names names, product_cells& cells);

/// Words the `problem` met where there should be `expected`. Errors: bad_row,
/// always.
caf::error json_problem(simdjson::error_code problem,
                        std::string_view expected);

} // namespace storify
