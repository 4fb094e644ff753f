// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <vector>

#include "caf/error.hpp"
#include "caf/expected.hpp"

#include "messages/image.hpp"
#include "messages/inventory_part.hpp"
#include "messages/origin.hpp"
#include "messages/product_view.hpp"
#include "messages/snapshot.hpp"
#include "messages/snapshot_builder.hpp"
#include "messages/types.hpp"

namespace storify {

/// Packs the products that are read from a file into parts. Products that come
/// ascending by id leave as soon as they fill one; others are sorted once all
/// of them are there.
class part_packer {
public:
  /// `is_in_order`: they come ascending by id.
  explicit part_packer(bool is_in_order) : is_in_order_(is_in_order) {
  }

  /// The same for products in order whose origins are numbered as in `known`.
  explicit part_packer(const origin_list& known)
    : is_in_order_(true), builder_(known) {
  }

  /// Adds a product, whose texts are copied. Errors: bad_row (a text is too
  /// long; it isn't in order).
  caf::error add(const product_view& x);

  /// Adds what another one packed, sharing its memory; see
  /// `snapshot_builder::append`.
  void add(const snapshot& x) {
    builder_.append(x);
  }

  /// Returns whether a part is full.
  bool has_part() const {
    return is_in_order_ && builder_.has_full_pages();
  }

  /// Returns what is full; it is forgotten here.
  inventory_part take();

  /// Returns the last part. A `next_id` of 0 is one that the file doesn't tell.
  /// Errors: bad_row (something is there twice, the next id is given already).
  caf::expected<inventory_part> finish(std::vector<removed_source> removed,
                                       product_id next_id);

private:
  caf::error sort();

  bool is_in_order_;
  snapshot_builder builder_;
  std::vector<product_id> ids_; ///< Out of order: those of the 1st, 2nd, ...
};

} // namespace storify
