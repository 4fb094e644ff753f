// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "caf/error.hpp"
#include "caf/expected.hpp"

#include "io/inventory/part_packer.hpp"
#include "io/inventory/sqlite_connection.hpp"
#include "io/inventory/sqlite_origins.hpp"
#include "io/inventory/sqlite_read_ahead.hpp"
#include "io/inventory/sqlite_stretch.hpp"
#include "messages/inventory_part.hpp"

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

  caf::expected<sqlite_stretch::result> read();
  caf::error add(const sqlite_stretch::result& x);
  void adapt_span(size_t found);
  caf::expected<inventory_part> finish();

  sqlite_connection* database_;
  const sqlite_origins* origins_;
  sqlite_stretch here_;
  int64_t next_id_;
  part_packer packer_;
  std::optional<int64_t> following_; ///< What the next stretch begins with.
  bool is_at_end_ = false;           ///< There is none any more.

  int64_t first_ = std::numeric_limits<int64_t>::min(); ///< To be begun next.
  int64_t span_ = sqlite_stretch::usual_span;
  std::vector<sqlite_read_ahead> threads_; ///< All of them have begun.
  size_t turn_ = 0;                        ///< Whose stretch is next.
};

} // namespace storify
