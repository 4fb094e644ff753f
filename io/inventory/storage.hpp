// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "caf/error.hpp"
#include "caf/expected.hpp"

#include "messages/changes.hpp"
#include "messages/inventory_part.hpp"
#include "messages/movement.hpp"
#include "messages/snapshot.hpp"

namespace storify {

/// What the inventory is kept in: `--db`.
enum class storage_kind : uint8_t {
  sqlite, ///< inventory.db: written change by change.
  csv,    ///< inventory.csv: written as a whole at each save.
  json,   ///< inventory.json: written as a whole at each save.
};

struct named_kind {
  storage_kind kind;
  std::string_view name;
};

/// The kinds as `--db` has them.
inline constexpr std::array storage_kinds{
  named_kind{storage_kind::sqlite, "sqlite"},
  named_kind{storage_kind::csv, "csv"}, named_kind{storage_kind::json, "json"}};

/// Where an inventory is kept. Used by one thread at a time. Nothing is written
/// before all parts were loaded: what can't be read is not overwritten.
class storage {
public:
  virtual ~storage() = default;

  /// Opens what is there and returns its first part; an empty one if there is
  /// nothing yet. May be called again, to start anew from the disk.
  /// Errors: storage_failed, storage_damaged, storage_newer.
  virtual caf::expected<inventory_part> load() = 0;

  /// Returns the next part. Errors: as `load`. @pre that wasn't the last one
  virtual caf::expected<inventory_part> load_more() = 0;

  /// Writes `changes`, all or none, and returns their revision: durable ones
  /// once the disk has them and all before them, others as soon as they outlive
  /// this process. Errors: storage_failed, storage_damaged; not_supported (a
  /// whole-file store).
  virtual caf::expected<uint64_t> commit(const change_set& changes);

  /// Replaces everything by `all` and returns its revision once the disk has
  /// it. Errors: storage_failed, and that of a failed load; not_supported
  /// (SQLite, which commits changes).
  virtual caf::expected<uint64_t> save(const snapshot& all);

  /// Returns what changed, the newest first. Errors: storage_failed,
  /// storage_damaged; not_supported (a whole-file store keeps none).
  virtual caf::expected<std::vector<movement>>
  history(const history_query& wanted);

  /// Returns the file that holds the inventory.
  virtual std::string path() const = 0;
};

/// Returns why nothing is served or written: not all of `file` was loaded.
caf::error not_read(const std::filesystem::path& file);

/// Returns the storage of that kind in `folder`. No file is touched before
/// `load`, so this can't fail.
std::unique_ptr<storage> open_storage(storage_kind kind,
                                      const std::filesystem::path& folder);

} // namespace storify
