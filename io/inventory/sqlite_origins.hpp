// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "caf/expected.hpp"

#include "io/inventory/sqlite_connection.hpp"
#include "messages/origin.hpp"

namespace storify {

/// What products have in common, by the numbers that a database gave it.
class sqlite_origins {
public:
  /// Reads all of it. Errors: storage_failed, storage_damaged.
  static caf::expected<sqlite_origins> read(sqlite_connection& database);

  /// Returns the origin numbered `id`, or null.
  const origin* find(int64_t id) const;

  /// Returns all of them as they are now.
  origin_list list() const;

  /// Returns the number of an origin; one that is new is written, too.
  /// Errors: storage_failed, storage_damaged.
  caf::expected<int64_t> number_of(const origin& x);

  /// Ends the transaction in which numbers were given, well or badly.
  void end_transaction(bool committed);

private:
  explicit sqlite_origins(sqlite_connection& database, sqlite_statement insert);

  sqlite_connection* database_;
  sqlite_statement insert_;
  std::map<int64_t, origin> by_number_;
  std::map<origin, int64_t> numbers_;
  std::vector<origin> fresh_; ///< Of the transaction under way.
};

} // namespace storify
