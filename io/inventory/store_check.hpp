// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "caf/expected.hpp"

#include "io/inventory/storage.hpp"

namespace storify {

/// What was found in a stored inventory that was read as a whole.
struct store_findings {
  static constexpr size_t most_told = 20;

  uint64_t products = 0;
  int64_t items_count = 0; ///< The sum of the quantities.
  uint64_t movements = 0;
  uint64_t differences = 0;       ///< Places that are not as they have to be.
  std::vector<std::string> first; ///< The first of them, in words.

  void add(std::string difference) {
    if (++differences <= most_told)
      first.push_back(std::move(difference));
  }
};

/// Reads all that is stored in `folder` and compares it with what has to be:
/// ids ascend below the next one, values are in their ranges, text is UTF-8,
/// nothing is there and removed at once, and movements lead from one to the
/// other and to what is there. Changes nothing. Errors: file_not_found,
/// storage_failed, storage_damaged (it can't be read at all), storage_newer.
caf::expected<store_findings> check_store(storage_kind kind,
                                          const std::filesystem::path& folder);

} // namespace storify
