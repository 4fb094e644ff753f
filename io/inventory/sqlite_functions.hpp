// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "io/inventory/sqlite_connection.hpp"

namespace storify {

/// Lets statements ask whether values are such that a shop loads them: is_id,
/// is_text, is_name, is_currency, is_holding (quantity, cents; both may be
/// NULL); mended_name makes a name of a text, NULL where nothing is left of it.
void define_sqlite_functions(sqlite_connection& database);

} // namespace storify
