// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>

#include "caf/error.hpp"
#include "caf/expected.hpp"

#include "io/inventory/part_packer.hpp"
#include "io/inventory/sqlite_connection.hpp"
#include "io/inventory/sqlite_origins.hpp"
#include "io/inventory/sqlite_statement.hpp"
#include "messages/origin.hpp"
#include "messages/product_chunk.hpp"
#include "messages/snapshot.hpp"

namespace storify {

/// Reads the products of a database by stretches of ids. Its connection and the
/// origins have to stay where they are.
class sqlite_stretch {
public:
  /// How many ids one spans: long against the making of a thread, and short
  /// against a load.
  static constexpr int64_t span = 2 * products_per_page;

  /// Prepares for reading products with ids below `next_id`.
  /// Errors: storage_failed; storage_damaged.
  static caf::expected<sqlite_stretch> open(sqlite_connection& database,
                                            const sqlite_origins& origins,
                                            int64_t next_id);

  /// Goes to the first product numbered `first` or higher, where the stretch
  /// begins; returns where it ends, which is `first` if there is nothing.
  int64_t begin(int64_t first);

  /// Begins the stretch behind the one that was read, without a search.
  void go_on();

  /// Returns its products; none if there was nothing to begin with.
  /// Errors: storage_failed; storage_damaged. @pre one was begun
  caf::expected<snapshot> read();

private:
  sqlite_stretch(sqlite_connection& database, const sqlite_origins& origins,
                 sqlite_statement rows, int64_t next_id);

  void step();
  caf::error add_row(part_packer& to);
  const origin* origin_numbered(int64_t id);

  sqlite_connection* database_;
  const sqlite_origins* origins_;
  origin_list known_; ///< So are they numbered in what is read.
  sqlite_statement rows_;
  int64_t next_id_;
  int64_t last_ = 0; ///< The id before the row, or what it has to be above.
  int64_t id_ = 0;   ///< Of the row.
  int64_t end_ = 0;
  bool is_at_row_ = false;
  caf::error problem_; ///< Why there is no row.
  int64_t last_origin_id_ = 0;
  const origin* last_origin_ = nullptr;
};

} // namespace storify
