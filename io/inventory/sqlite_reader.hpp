// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <future>
#include <limits>
#include <vector>

#include "caf/error.hpp"
#include "caf/expected.hpp"

#include "io/inventory/part_packer.hpp"
#include "io/inventory/sqlite_connection.hpp"
#include "io/inventory/sqlite_origins.hpp"
#include "io/inventory/sqlite_read_ahead.hpp"
#include "io/inventory/sqlite_stretch.hpp"
#include "messages/inventory_part.hpp"
#include "messages/snapshot.hpp"

namespace storify {

/// Reads an inventory from a database, part by part. Its connection and the
/// origins have to stay where they are.
class sqlite_reader {
public:
  /// Begins to read `database`. Errors: storage_failed; storage_damaged.
  static caf::expected<sqlite_reader> open(sqlite_connection& database,
                                           const sqlite_origins& origins);

  /// Lets threads with connections of their own read the stretches of a large
  /// inventory, if they can be had. @pre nothing was read; nobody writes
  /// meanwhile; the connection has opened its file by the name that it tells,
  /// and has no transaction or setting that others lack
  void use_threads();

  /// Returns the next part. Errors: storage_failed; storage_damaged.
  /// @pre that wasn't the last one
  caf::expected<inventory_part> next();

private:
  sqlite_reader(sqlite_connection& database, const sqlite_origins& origins,
                sqlite_stretch here, int64_t next_id);

  caf::expected<snapshot> read_here();
  caf::expected<snapshot> take();
  caf::error check_count();
  caf::expected<inventory_part> finish();

  sqlite_connection* database_;
  const sqlite_origins* origins_;
  sqlite_stretch here_;
  int64_t next_id_;
  part_packer packer_;
  int64_t found_ = 0; ///< Products.
  bool has_begun_ = false;

  int64_t first_ = std::numeric_limits<int64_t>::min(); ///< To be begun next.
  std::vector<sqlite_read_ahead> threads_; ///< Each was begun, until the end.
  size_t turn_ = 0;                        ///< Whose stretch is next.
  /// How many products there are, with threads; has the connection until then.
  std::future<caf::expected<int64_t>> count_;
};

} // namespace storify
