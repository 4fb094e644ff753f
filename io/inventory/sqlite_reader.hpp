// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>

#include "caf/expected.hpp"

#include "io/inventory/part_packer.hpp"
#include "io/inventory/sqlite_connection.hpp"
#include "messages/inventory_part.hpp"

namespace storify {

/// Reads an inventory from a database, part by part. Its connection has to
/// stay where it is.
class sqlite_reader {
public:
  /// Begins to read `database`; in a file that is empty the tables are made.
  /// Errors: storage_failed; storage_damaged; storage_newer.
  static caf::expected<sqlite_reader> open(sqlite_connection& database);

  /// Returns the next part. Errors: storage_failed; storage_damaged.
  /// @pre that wasn't the last one
  caf::expected<inventory_part> next();

private:
  sqlite_reader(sqlite_connection& database, sqlite_statement rows,
                int64_t next_id);

  caf::error add_row();
  caf::expected<inventory_part> finish();

  sqlite_connection* database_;
  sqlite_statement rows_;
  int64_t next_id_;
  int64_t last_ = 0; ///< The id read last.
  part_packer packer_{true};
};

} // namespace storify
