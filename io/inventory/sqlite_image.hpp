// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "caf/expected.hpp"

#include "io/inventory/sqlite_connection.hpp"
#include "messages/image.hpp"

namespace storify {

/// Returns all that is in a database, whose tables are made if it is new. Else
/// nothing is written. Errors: storage_failed; storage_damaged (not a database,
/// another program's, or rows that break a promise); storage_newer.
caf::expected<inventory_image> read_sqlite_image(sqlite_connection& database);

} // namespace storify
