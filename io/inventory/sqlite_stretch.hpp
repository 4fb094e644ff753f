// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <tuple>

#include "caf/expected.hpp"

#include "io/inventory/part_packer.hpp"
#include "io/inventory/sqlite_connection.hpp"
#include "io/inventory/sqlite_origins.hpp"
#include "messages/product_chunk.hpp"
#include "messages/snapshot.hpp"

namespace storify {

/// Reads the products of a database by stretches of ids. Its connection and the
/// origins have to stay where they are.
class sqlite_stretch {
public:
  /// How many ids one spans: two pages of them are long against the making of a
  /// thread, and short against a load.
  static constexpr auto most_ids = static_cast<int64_t>(
    2 * std::tuple_size_v<chunk_page> * product_chunk::capacity);

  /// Prepares for reading products with ids below `next_id`.
  /// Errors: storage_failed; storage_damaged.
  static caf::expected<sqlite_stretch> open(sqlite_connection& database,
                                            const sqlite_origins& origins,
                                            int64_t next_id);

  /// Goes to the first product numbered `first` or higher; returns where the
  /// stretch ends that begins there: all below are in it, or before.
  int64_t begin(int64_t first);

  /// Returns its products; none if there was nothing to begin with.
  /// Errors: storage_failed; storage_damaged. @pre begin()
  caf::expected<snapshot> read();

private:
  sqlite_stretch(sqlite_connection& database, const sqlite_origins& origins,
                 sqlite_statement rows, int64_t next_id);

  bool step();
  caf::error add_row(part_packer& to);
  const origin* origin_numbered(int64_t id);

  sqlite_connection* database_;
  const sqlite_origins* origins_;
  sqlite_statement rows_;
  int64_t next_id_;
  int64_t last_ = 0; ///< The id read last, or one before the stretch.
  int64_t end_ = 0;
  bool is_at_row_ = false; ///< One was found that was not read yet.
  caf::error problem_;     ///< Why there is no row.
  int64_t last_origin_id_ = 0;
  const origin* last_origin_ = nullptr;
};

} // namespace storify
