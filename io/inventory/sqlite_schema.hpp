// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "caf/error.hpp"

#include "io/inventory/sqlite_connection.hpp"

namespace storify {

/// Makes the tables in a new file, and refuses one that isn't ours.
/// Errors: storage_failed; storage_damaged; storage_newer.
caf::error check_sqlite_schema(sqlite_connection& database);

} // namespace storify
