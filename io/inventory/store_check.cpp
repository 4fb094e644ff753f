// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/store_check.hpp"

#include <set>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "io/inventory/sqlite_check.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace {

// Whole files keep no more than what loading them checks.
caf::expected<store_findings> check_file(storage& kept) {
  store_findings findings;
  for (auto part = kept.load();; part = kept.load_more()) {
    if (!part)
      return std::move(part.error());
    findings.products += part->rows.size();
    findings.items_count += part->rows.items_count();
    if (part->is_last)
      return findings;
  }
}

} // namespace

caf::expected<store_findings> check_store(storage_kind kind,
                                          const std::filesystem::path& folder) {
  auto kept = open_storage(kind, folder);
  if (kind == storage_kind::sqlite)
    return check_sqlite(kept->path());
  auto found = check_file(*kept);
  std::error_code ignored;
  if (found && !std::filesystem::exists(kept->path(), ignored))
    return fail(ec::file_not_found, kept->path());
  return found;
}

} // namespace storify
