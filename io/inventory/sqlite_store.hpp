// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "caf/error.hpp"
#include "caf/expected.hpp"

#include "io/basics/disk.hpp"
#include "io/inventory/sqlite_checkpointer.hpp"
#include "io/inventory/sqlite_connection.hpp"
#include "io/inventory/sqlite_origins.hpp"
#include "io/inventory/sqlite_reader.hpp"
#include "io/inventory/sqlite_writer.hpp"
#include "io/inventory/storage.hpp"

namespace storify {

/// Keeps the inventory in inventory.db, an SQLite database: what a durable
/// `commit` has answered outlives a power cut, that of others the end of the
/// process. Closing brings all into the one file.
class sqlite_store : public storage {
public:
  explicit sqlite_store(const std::filesystem::path& folder,
                        disk& on = real_disk());

  caf::expected<inventory_part> load() override;
  caf::expected<inventory_part> load_more() override;
  caf::expected<uint64_t> commit(const change_set& changes) override;
  caf::expected<std::vector<movement>>
  history(const history_query& wanted) override;
  std::string path() const override;

private:
  caf::error open();
  caf::error give_up(caf::error why);
  void close();
  caf::error begin_writing();
  caf::error be_durable(bool x);
  caf::error write(const change_set& changes);
  caf::error end_write(bool durable);

  // In this order: each is gone before what it needs.
  disk& disk_;
  std::filesystem::path file_;
  caf::error unread_; ///< Why nothing must be written.
  int logged_ = 0;    ///< Pages in the log after a commit; 0: it wrote none.
  std::optional<sqlite_connection> database_;
  std::optional<sqlite_origins> origins_;
  std::optional<sqlite_reader> reader_; ///< As long as a part is missing.
  std::optional<sqlite_writer> writer_;
  std::optional<sqlite_checkpointer> checkpointer_;
  bool is_durable_ = true; ///< What the connection is set to.
  bool is_behind_ = true;  ///< The disk may not have the last commits yet.
  bool has_holes_ = true;  ///< Perhaps, where the log has some of those.
};

} // namespace storify
