// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <deque>
#include <memory>

#include "messages/product_chunk.hpp"

namespace storify {

/// Owns chunks that copies took the place of. Once no snapshot has one any more
/// its memory serves for the next copy: new memory would have to be cleared by
/// the kernel first, page by page, which takes longer than the copy.
class spare_chunks {
public:
  /// Takes a chunk that snapshots may have, and nobody else.
  void keep(const std::shared_ptr<const product_chunk>& replaced);

  /// Returns a copy of `rows`.
  std::shared_ptr<product_chunk> copy_of(const product_chunk& rows);

  /// Gives back what was of no use since the last call, some at a time, so that
  /// nobody waits for thousands. To be called for each snapshot.
  void give_back();

private:
  std::deque<std::shared_ptr<product_chunk>> kept_; ///< The oldest first.
  size_t copies_ = 0; ///< Since chunks were given back.
};

} // namespace storify
