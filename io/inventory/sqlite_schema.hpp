// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "caf/error.hpp"

#include "io/inventory/sqlite_connection.hpp"

namespace storify {

/// Makes the tables of a new shop in an empty file. Errors: storage_failed.
caf::error create_sqlite_schema(sqlite_connection& database);

/// Refuses a file that isn't ours. The tables of version 1 are brought to the
/// form of version 2, in a transaction that stays open until
/// `finish_sqlite_schema`: what can't be read is left as it was. Errors:
/// storage_failed; storage_damaged; storage_newer.
caf::error begin_sqlite_schema(sqlite_connection& database);

/// Commits what that began, and gives the pages of an older file checksums. To
/// be called once all of the file was read well. Errors: storage_failed;
/// storage_damaged.
caf::error finish_sqlite_schema(sqlite_connection& database);

} // namespace storify
