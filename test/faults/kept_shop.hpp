// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <memory>
#include <string>

#include "caf/expected.hpp"

#include "io/inventory/storage.hpp"
#include "messages/image.hpp"
#include "test/simulated_disk.hpp"
#include "test/simulated_files.hpp"
#include "test/simulated_vfs.hpp"

namespace storify {

/// A shop's folder on a simulated disk, and the real stores that keep it there.
class kept_shop {
public:
  static constexpr auto folder = "/shop";

  explicit kept_shop(storage_kind kind);

  storage_kind kind() const {
    return kind_;
  }

  /// Returns whether single changes are committed.
  bool commits() const {
    return kind_ == storage_kind::sqlite;
  }

  /// Returns the store, which opens its file on `disk`.
  std::unique_ptr<storage> open();
  std::string path();

  /// Returns what a new process finds on another disk.
  caf::expected<inventory_image> load(simulated_disk& from);

  /// Returns what the file can keep of an inventory.
  inventory_image kept(inventory_image x) const;

  /// Moves the log of a database into its file by another connection. The store
  /// has that done by a thread; here it is always done at the same moment.
  void checkpoint();

  /// Returns whether a thread of the store's own was at the disk: then the same
  /// day needn't bring the same calls.
  bool has_met_another_thread() const {
    return vfs_.has_met_another_thread();
  }

  simulated_disk disk;

private:
  storage_kind kind_;
  simulated_vfs vfs_;
  simulated_files files_{disk};
};

} // namespace storify
