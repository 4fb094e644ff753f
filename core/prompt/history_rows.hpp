// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <string>
#include <vector>

#include "core/rows/formats.hpp"
#include "messages/movement.hpp"
#include "messages/product.hpp"

namespace storify {

/// Returns what `history` answers: a row per movement, in their order. Columns
/// for programs: time (UTC), who, what, id, name, quantity, price, currency,
/// old_name, old_quantity, old_price; what a product did not have is empty. For
/// people: time (here), who, what, id, name, quantity, price.
std::string history_rows(const std::vector<movement>& movements,
                         row_format format, table_style style);

/// Returns what `prices` answers: a row for each price that the product has
/// had, the newest first, with the columns time, price, currency, who: by its
/// movements, or where there are none the price that it has now. Of its first
/// price the time is empty if nobody wrote it down.
std::string price_rows(const price& now, const std::vector<movement>& movements,
                       row_format format, table_style style);

} // namespace storify
