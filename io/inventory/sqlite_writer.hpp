// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <vector>

#include "caf/error.hpp"
#include "caf/expected.hpp"

#include "io/inventory/sqlite_connection.hpp"
#include "io/inventory/sqlite_origins.hpp"
#include "io/inventory/sqlite_rows.hpp"
#include "io/inventory/sqlite_statement.hpp"
#include "messages/changes.hpp"

namespace storify {

/// Writes changes into a database, within a transaction that others begin and
/// end.
class sqlite_writer {
public:
  /// Prepares for writing. Errors: storage_failed, storage_damaged.
  static caf::expected<sqlite_writer> open(sqlite_connection& database,
                                           sqlite_origins& origins);

  /// Writes all of it. Errors: storage_failed, storage_damaged; the transaction
  /// then has to be given up, if it isn't gone.
  caf::error write(const change_set& changes);

private:
  struct statements {
    sqlite_rows put;
    sqlite_rows move;
    sqlite_statement erase;
    sqlite_statement bury;
    sqlite_statement unbury;
    sqlite_statement next_id;
  };

  sqlite_writer(sqlite_connection& database, sqlite_origins& origins,
                statements prepared);

  caf::error run(sqlite_statement& x);
  caf::error done(int code) const;
  caf::error erase(const change_set& changes);
  caf::error put(const packed_products& products);
  caf::error put_movements(const std::vector<movement>& movements);
  caf::error add_number(const origin& x, std::vector<int64_t>& numbers);
  caf::error put_removed(const change_set& changes);

  sqlite_connection* database_;
  sqlite_origins* origins_;
  statements prepared_;
};

} // namespace storify
