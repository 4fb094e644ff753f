// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/whole_file_repair.hpp"

#include "io/inventory/csv_store.hpp"
#include "io/inventory/json_store.hpp"

namespace storify {

caf::expected<std::vector<std::string>>
repair_whole_file(storage_kind kind, const std::filesystem::path& folder) {
  return kind == storage_kind::csv ? csv_store{folder}.repair()
                                   : json_store{folder}.repair();
}

} // namespace storify
