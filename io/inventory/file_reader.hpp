// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <vector>

#include "caf/expected.hpp"

#include "io/inventory/part_packer.hpp"
#include "messages/image.hpp"
#include "messages/types.hpp"

namespace storify {

/// Reads the inventory in a file, piece by piece.
class file_reader {
public:
  virtual ~file_reader() = default;

  /// Reads the next piece into `out`; returns whether there was one.
  /// Errors: bad_row ("line N: ..."), storage_newer, storage_failed.
  virtual caf::expected<bool> read_piece(part_packer& out) = 0;

  /// What stands in the file besides products; known at its end.
  std::vector<removed_source> removed;
  product_id next_id = 0; ///< 0: the file doesn't tell.
};

} // namespace storify
