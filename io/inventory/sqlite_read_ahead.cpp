// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/sqlite_read_ahead.hpp"

#include <utility>

namespace storify {

caf::expected<sqlite_read_ahead>
sqlite_read_ahead::open(const std::string& file, const sqlite_origins& origins,
                        int64_t next_id) {
  auto database = sqlite_connection::open(file);
  if (!database)
    return std::move(database.error());
  sqlite_read_ahead result;
  result.database_ = std::make_unique<sqlite_connection>(std::move(*database));
  auto stretch = sqlite_stretch::open(*result.database_, origins, next_id);
  if (!stretch)
    return std::move(stretch.error());
  result.stretch_ = std::make_unique<sqlite_stretch>(std::move(*stretch));
  return result;
}

// Where there can be no thread for it, who takes it has to read it.
int64_t sqlite_read_ahead::begin(int64_t first) {
  auto end = stretch_->begin(first);
  under_way_ = std::async(std::launch::async | std::launch::deferred,
                          [&from = *stretch_] { return from.read(); });
  return end;
}

} // namespace storify
