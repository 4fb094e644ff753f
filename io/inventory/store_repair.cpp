// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/store_repair.hpp"

#include <utility>

#include "io/inventory/sqlite_repair.hpp"
#include "io/inventory/whole_file_repair.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace {

caf::expected<repair_report>
repair_file(storage_kind kind, const std::filesystem::path& folder,
            const caf::expected<store_findings>& before) {
  auto done = repair_whole_file(kind, folder);
  if (!done && done.error() == ec::file_not_found && !before)
    return before.error();
  if (!done)
    return std::move(done.error());
  auto found = check_store(kind, folder);
  if (!found)
    return std::move(found.error());
  return repair_report{std::move(*done), std::move(*found)};
}

} // namespace

caf::expected<repair_report> repair_store(storage_kind kind,
                                          const std::filesystem::path& folder) {
  auto found = check_store(kind, folder);
  if (found && found->differences == 0)
    return repair_report{{}, std::move(*found)};
  if (!found && found.error() == ec::file_not_found)
    return std::move(found.error());
  if (kind != storage_kind::sqlite)
    return repair_file(kind, folder, found);
  return repair_sqlite(open_storage(kind, folder)->path(), found);
}

} // namespace storify
