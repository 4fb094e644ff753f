// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>

#include "caf/expected.hpp"

#include "io/inventory/part_packer.hpp"
#include "io/inventory/sqlite_connection.hpp"
#include "io/inventory/sqlite_origins.hpp"
#include "messages/inventory_part.hpp"

namespace storify {

/// Reads an inventory from a database, part by part. Its connection and the
/// origins have to stay where they are.
class sqlite_reader {
public:
  /// Begins to read `database`. Errors: storage_failed; storage_damaged.
  static caf::expected<sqlite_reader> open(sqlite_connection& database,
                                           const sqlite_origins& origins);

  /// Returns the next part. Errors: storage_failed; storage_damaged.
  /// @pre that wasn't the last one
  caf::expected<inventory_part> next();

private:
  sqlite_reader(sqlite_connection& database, const sqlite_origins& origins,
                sqlite_statement rows, int64_t next_id);

  caf::error add_row();
  const origin* origin_numbered(int64_t id);
  caf::expected<inventory_part> finish();

  sqlite_connection* database_;
  const sqlite_origins* origins_;
  sqlite_statement rows_;
  int64_t next_id_;
  int64_t last_ = 0; ///< The id read last.
  int64_t last_origin_id_ = 0;
  const origin* last_origin_ = nullptr;
  part_packer packer_{true};
};

} // namespace storify
