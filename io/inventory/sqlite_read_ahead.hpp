// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <future>
#include <memory>
#include <string>

#include "caf/expected.hpp"

#include "io/inventory/sqlite_connection.hpp"
#include "io/inventory/sqlite_origins.hpp"
#include "io/inventory/sqlite_stretch.hpp"
#include "messages/snapshot.hpp"

namespace storify {

/// Reads stretches of products by a connection and a thread of its own, one at
/// a time. Nobody may write meanwhile.
class sqlite_read_ahead {
public:
  /// Errors: those of `sqlite_stretch::open`. The origins have to stay where
  /// they are.
  static caf::expected<sqlite_read_ahead>
  open(const std::string& file, const sqlite_origins& origins, int64_t next_id);

  /// Begins to read a stretch, and returns where it ends; see
  /// `sqlite_stretch::begin`. @pre what was begun before was taken
  int64_t begin(int64_t first);

  /// Waits for what was begun, and returns it. Errors: those of
  /// `sqlite_stretch::read`.
  caf::expected<snapshot> take() {
    return under_way_.get();
  }

private:
  sqlite_read_ahead() = default;

  // They stay where they are, for the thread.
  std::unique_ptr<sqlite_connection> database_;
  std::unique_ptr<sqlite_stretch> stretch_;
  /// Is waited for before the others go.
  std::future<caf::expected<snapshot>> under_way_;
};

} // namespace storify
