// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <filesystem>

#include "caf/expected.hpp"

#include "io/inventory/store_check.hpp"

namespace storify {

/// Checks the database `file`; see `check_store`.
caf::expected<store_findings> check_sqlite(const std::filesystem::path& file);

} // namespace storify
