// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "caf/error.hpp"

#include "io/inventory/sqlite_connection.hpp"

namespace storify {

/// Copies what can be read of a damaged database into `fresh`, a new one with
/// the same tables. What comes from pages that are not as they were written,
/// and what can't be read, is noted there in two temporary tables:
/// doubtful (kind, id) and lost (kind, first, last), whose kinds are the names
/// of the tables. Errors: those of `fresh`.
/// @pre a transaction of `fresh` is open
caf::error salvage(sqlite_connection& damaged, sqlite_connection& fresh);

} // namespace storify
