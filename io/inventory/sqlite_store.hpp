// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "caf/error.hpp"
#include "caf/expected.hpp"

#include "io/inventory/sqlite_connection.hpp"
#include "io/inventory/storage.hpp"

namespace storify {

/// Keeps the inventory in inventory.db, an SQLite database: what `commit` has
/// answered outlives a power cut. Closing brings all into the one file.
class sqlite_store : public storage {
public:
  explicit sqlite_store(const std::filesystem::path& folder);

  caf::expected<inventory_image> load() override;
  caf::expected<uint64_t> commit(const change_set& changes) override;
  std::string path() const override;

private:
  /// What a commit is made of.
  struct statements {
    sqlite_statement put;
    sqlite_statement erase;
    sqlite_statement bury;
    sqlite_statement unbury;
    sqlite_statement next_id;
  };

  caf::expected<inventory_image> open_and_read();
  caf::error prepare();
  caf::error write(const change_set& changes);
  caf::error write_products(const change_set& changes);
  caf::error write_removed(const change_set& changes);

  std::filesystem::path file_;
  caf::error unread_; ///< Why nothing must be written.
  std::optional<sqlite_connection> database_;
  std::optional<statements> statements_; ///< Gone before their connection.
};

} // namespace storify
