// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <vector>

#include "caf/expected.hpp"

#include "io/inventory/sqlite_connection.hpp"
#include "io/inventory/sqlite_origins.hpp"
#include "messages/movement.hpp"

namespace storify {

/// Returns the movements that are wanted, the newest first.
/// Errors: storage_failed, storage_damaged.
caf::expected<std::vector<movement>> read_history(sqlite_connection& database,
                                                  const sqlite_origins& origins,
                                                  const history_query& wanted);

} // namespace storify
