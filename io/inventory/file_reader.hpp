// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "caf/expected.hpp"

#include "io/basics/running_digest.hpp"
#include "io/inventory/part_packer.hpp"
#include "io/inventory/text_pieces.hpp"
#include "messages/image.hpp"
#include "messages/types.hpp"

namespace storify {

/// Reads the inventory in a file, piece by piece.
class file_reader {
public:
  explicit file_reader(text_pieces text) : pieces_(std::move(text)) {
  }

  virtual ~file_reader() = default;

  /// Reads the next piece into `out`; returns whether there was one.
  /// Errors: bad_row ("line N: ..."), storage_newer, storage_failed.
  virtual caf::expected<bool> read_piece(part_packer& out) = 0;

  /// Returns the checksum of what was read.
  std::string checksum() const {
    return digest_.digits();
  }

  /// What stands in the file besides products; known at its end.
  std::vector<removed_source> removed;
  product_id next_id = 0; ///< 0: the file doesn't tell.

protected:
  /// Appends the next piece of the file; returns whether there was one.
  /// Errors: storage_failed.
  caf::expected<bool> append_piece(std::string& text) {
    auto from = text.size();
    auto more = pieces_.append_to(text);
    digest_.add(std::string_view{text}.substr(from));
    return more;
  }

private:
  text_pieces pieces_;
  running_digest digest_;
};

} // namespace storify
