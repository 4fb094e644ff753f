// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "caf/error.hpp"

#include "io/inventory/sqlite_connection.hpp"

namespace storify {

/// Makes the tables in a new file, and refuses one that isn't ours. The tables
/// of an older storify are brought to today's form, in a transaction that stays
/// open: to be finished once all of it was read. Errors: storage_failed;
/// storage_damaged; storage_newer.
caf::error check_sqlite_schema(sqlite_connection& database);

/// Commits what that began, and gives the pages of an older file checksums.
/// Errors: storage_failed; storage_damaged.
caf::error finish_sqlite_schema(sqlite_connection& database);

} // namespace storify
