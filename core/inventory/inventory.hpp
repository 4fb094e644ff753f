// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "caf/expected.hpp"

#include "core/inventory/change_log.hpp"
#include "core/inventory/product_table.hpp"
#include "core/inventory/removed_sources.hpp"
#include "messages/changes.hpp"
#include "messages/image.hpp"
#include "messages/offer.hpp"
#include "messages/product.hpp"
#include "messages/snapshot.hpp"

namespace storify {

/// Owns all products and the rules about them: ids are given once, the count is
/// the sum of the quantities, a scraped product is the same one when its source
/// is, and what a person changed or removed stays so.
class inventory {
public:
  inventory() = default;

  /// Takes over what a store was loaded from: nothing of it counts as changed.
  explicit inventory(inventory_image image);

  // -- a person's commands ----------------------------------------------------

  /// Adds a product. If a person had removed a scraped one of this name, the
  /// new one takes its source over, so that scraping does not double it.
  /// Errors: bad_name, not_utf8, bad_price, bad_quantity.
  caf::expected<product> add(const product_draft& draft);

  /// Changes the fields that `patch` names; scrapers leave them alone from now
  /// on. Errors: no_such_product, and as `add`.
  caf::expected<product> modify(product_id id, const product_patch& patch);

  /// Removes all of `ids`, in any order, or none; returns them in the order of
  /// `ids`, each once. Errors: no_such_product.
  caf::expected<std::vector<product>>
  remove(const std::vector<product_id>& ids);

  /// Adds the row, or changes what differs in the product that it names; a row
  /// naming an unknown id is added under a new one. Errors: as `add`.
  caf::expected<import_report> import(const product_row& row);

  // -- what scrapers bring ----------------------------------------------------

  /// Adds or updates each offer; never touches a quantity that the page did
  /// not tell, a field that a person changed, or a product a person removed.
  stock_report stock(const lot& x);

  // -- readers ----------------------------------------------------------------

  /// Returns the product numbered `id`. Errors: no_such_product.
  caf::expected<product> get(product_id id) const;

  /// Returns the number of products.
  size_t size() const {
    return table_.size();
  }

  /// Returns the sum of the quantities.
  int64_t items_count() const {
    return items_count_;
  }

  /// Returns how many changes there were since the start.
  uint64_t revision() const {
    return revision_;
  }

  /// Returns the inventory as it is now; later changes leave it alone.
  snapshot take_snapshot();

  // -- writing behind ---------------------------------------------------------

  /// Returns whether anything is not written yet.
  bool has_changes() const {
    return !log_.empty();
  }

  /// Begins a write and returns everything that is not written yet.
  /// @pre no write is under way
  change_set begin_write();

  /// Begins a write of everything there is, and returns it.
  /// @pre no write is under way
  snapshot begin_whole_write();

  /// Ends the write begun last, well or badly; if badly, all of it is part of
  /// the next one.
  void end_write(bool written);

private:
  void put_new(product x);
  bool update(product_id id, const offer& x);
  void touch(product_id id);

  product_table table_;
  removed_sources removed_;
  change_log log_;
  std::unordered_map<source_key, product_id, source_key_hash> by_source_;
  int64_t items_count_ = 0;
  product_id next_id_ = 1;
  uint64_t revision_ = 0;
};

} // namespace storify
