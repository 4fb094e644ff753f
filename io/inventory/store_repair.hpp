// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "caf/expected.hpp"

#include "io/inventory/storage.hpp"
#include "io/inventory/store_check.hpp"

namespace storify {

/// What became of a stored inventory that was to be repaired.
struct repair_report {
  /// What was wrong and what was done, a sentence each; nothing where all was
  /// well and nothing was touched.
  std::vector<std::string> done;
  store_findings now; ///< What a check finds afterwards.
};

/// Rebuilds what can be rebuilt of what is stored in `folder`; a copy of the
/// damaged file is kept. Errors: file_not_found, storage_failed, storage_newer,
/// storage_damaged (it can't be mended); the file is as it was then.
/// @pre nobody else works in the folder
caf::expected<repair_report> repair_store(storage_kind kind,
                                          const std::filesystem::path& folder);

} // namespace storify
