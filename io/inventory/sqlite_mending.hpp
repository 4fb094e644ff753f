// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <string>
#include <vector>

#include "caf/expected.hpp"

#include "io/inventory/sqlite_connection.hpp"

namespace storify {

/// Makes what was salvaged contradict itself no more, and be such that a shop
/// loads it. The changes of a product are believed, unless some of them are
/// missing and what is there of the product was read well. Returns what was
/// lost and what was done, a sentence each. Errors: storage_failed.
/// @pre `salvage` has filled `database`; its transaction is open
caf::expected<std::vector<std::string>> mend(sqlite_connection& database);

} // namespace storify
