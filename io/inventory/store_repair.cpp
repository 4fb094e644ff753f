// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/store_repair.hpp"

#include <utility>

#include <fmt/format.h>

#include "io/inventory/sqlite_repair.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace {

// Nothing in a whole file can be derived from the rest of it.
caf::error not_mended(const caf::error& why, const std::string& file) {
  if (why != ec::storage_damaged)
    return why;
  return fail(ec::storage_damaged,
              fmt::format("{}; the version before it is {}.bak", detail(why),
                          file));
}

} // namespace

caf::expected<repair_report> repair_store(storage_kind kind,
                                          const std::filesystem::path& folder) {
  auto found = check_store(kind, folder);
  if (found && found->differences == 0)
    return repair_report{{}, std::move(*found)};
  if (!found && found.error() == ec::file_not_found)
    return std::move(found.error());
  auto file = open_storage(kind, folder)->path();
  if (kind == storage_kind::sqlite)
    return repair_sqlite(file, found);
  return not_mended(found.error(), file);
}

} // namespace storify
