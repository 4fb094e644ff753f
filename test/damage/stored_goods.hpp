// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "caf/expected.hpp"

#include "io/inventory/storage.hpp"
#include "messages/image.hpp"
#include "messages/movement.hpp"

namespace storify {

/// What a store gives back.
struct stored_goods {
  inventory_image image;
  uint64_t next_movement = 1;
  std::optional<std::vector<movement>> moved; ///< None: they can't be read.

  /// Returns whether nothing is told that is not in `truth`.
  bool is_honest(const stored_goods& truth) const {
    return image == truth.image && next_movement == truth.next_movement
           && (!moved || moved == truth.moved);
  }
};

/// Loads all there is. Errors: as `storage::load`.
caf::expected<stored_goods> read_goods(storage& from);

/// The files of a folder: names, and all that is in them.
using folder_files = std::map<std::string, std::string>;

/// A shop that was kept in a few steps, and the files after the last of them.
struct kept_goods {
  std::vector<stored_goods> steps; ///< What there was after each.
  folder_files files;
};

/// Keeps a shop with products of several origins, removed ones and, where the
/// kind has them, movements. `is_open`: it is not closed, so that the log of a
/// database has the later steps.
kept_goods keep_goods(storage_kind kind, bool is_open);

} // namespace storify
