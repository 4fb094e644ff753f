// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/storage.hpp"

#include <fmt/format.h>

#include "io/inventory/csv_store.hpp"
#include "io/inventory/json_store.hpp"
#include "io/inventory/sqlite_store.hpp"

namespace storify {

caf::expected<uint64_t> storage::commit(const change_set&) {
  return fail(ec::not_supported,
              fmt::format("{} is written as a whole, not change by change",
                          path()));
}

caf::expected<uint64_t> storage::save(const snapshot&) {
  return fail(ec::not_supported,
              fmt::format("{} is written change by change, not as a whole",
                          path()));
}

caf::expected<std::vector<movement>> storage::history(const history_query&) {
  return fail(ec::not_supported,
              fmt::format("{} keeps no history; a shop begun with --db sqlite "
                          "does",
                          path()));
}

caf::error not_read(const std::filesystem::path& file) {
  return fail(ec::storage_failed,
              fmt::format("{} was not read yet", file.string()));
}

std::unique_ptr<storage> open_storage(storage_kind kind,
                                      const std::filesystem::path& folder) {
  switch (kind) {
    case storage_kind::sqlite: break;
    case storage_kind::csv: return std::make_unique<csv_store>(folder);
    case storage_kind::json: return std::make_unique<json_store>(folder);
  }
  return std::make_unique<sqlite_store>(folder);
}

} // namespace storify
