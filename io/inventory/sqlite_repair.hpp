// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <filesystem>

#include "caf/expected.hpp"

#include "io/inventory/store_check.hpp"
#include "io/inventory/store_repair.hpp"

namespace storify {

/// Puts a new database in the place of `file`, made of what can be read of it
/// and mended where it contradicts itself. `found` is what a check said of it;
/// see `repair_store`. A power cut leaves the old one or the new one, and the
/// copy of the old one.
caf::expected<repair_report>
repair_sqlite(const std::filesystem::path& file,
              const caf::expected<store_findings>& found);

} // namespace storify
