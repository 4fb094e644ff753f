// SPDX-License-Identifier: BSD-3-Clause
#include "test/faults/kept_shop.hpp"

#include <utility>

#include "io/inventory/csv_store.hpp"
#include "io/inventory/json_store.hpp"
#include "io/inventory/sqlite_connection.hpp"
#include "io/inventory/sqlite_store.hpp"
#include "test/load_all.hpp"

namespace storify {

kept_shop::kept_shop(storage_kind kind) : kind_(kind) {
  vfs_.use(disk);
}

std::unique_ptr<storage> kept_shop::open() {
  switch (kind_) {
    case storage_kind::sqlite: break;
    case storage_kind::csv: return std::make_unique<csv_store>(folder, files_);
    case storage_kind::json:
      return std::make_unique<json_store>(folder, files_);
  }
  return std::make_unique<sqlite_store>(folder, files_);
}

std::string kept_shop::path() {
  return open()->path();
}

caf::expected<inventory_image> kept_shop::load(simulated_disk& from) {
  vfs_.use(from);
  files_.use(from);
  auto found = load_all(*open());
  vfs_.use(disk);
  files_.use(disk);
  return found;
}

// A CSV file keeps no trace of what was removed.
inventory_image kept_shop::kept(inventory_image x) const {
  if (kind_ == storage_kind::csv) {
    x.removed.clear();
    x.next_id = x.products.empty() ? 1 : x.products.back().id + 1;
  }
  return x;
}

void kept_shop::checkpoint() {
  if (auto other = sqlite_connection::open(path()))
    other->run("PRAGMA wal_checkpoint(PASSIVE)");
}

} // namespace storify
