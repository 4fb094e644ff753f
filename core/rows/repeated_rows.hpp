// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <vector>

#include "messages/product_file.hpp"

namespace storify {

/// Brings rows into the order of their ids; those without one come last, in the
/// order they have.
void sort_by_id(std::vector<product_row>& rows);

/// Takes out rows that speak of a product that another row with a lower line
/// is about, by its id or by its site and key, and counts them as bad ones.
/// @pre the rows are sorted by id
void take_out_repeated(file_rows& x);

} // namespace storify
