// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "caf/expected.hpp"

#include "core/inventory/change_log.hpp"
#include "core/inventory/command_record.hpp"
#include "core/inventory/movement_log.hpp"
#include "core/inventory/product_table.hpp"
#include "core/inventory/removed_sources.hpp"
#include "core/inventory/source_index.hpp"
#include "core/inventory/wanted_ids.hpp"
#include "messages/changes.hpp"
#include "messages/image.hpp"
#include "messages/lot.hpp"
#include "messages/movement.hpp"
#include "messages/product.hpp"
#include "messages/product_row.hpp"
#include "messages/snapshot.hpp"
#include "messages/source_hash.hpp"
#include "messages/undo_report.hpp"

namespace storify {

/// Owns all products and the rules about them: ids are given once, the count is
/// the sum of the quantities, a scraped product is the same one when its source
/// is, and what a person changed or removed stays so.
class inventory {
public:
  // -- what a store was loaded from: nothing of it counts as changed ----------

  inventory() = default;
  explicit inventory(const inventory_image& image);

  /// Takes over a part of it; see `product_table::adopt`.
  void adopt(const snapshot& part);

  // -- whose changes these are -------------------------------------------------

  /// Keeps a movement of each change from now on, until it is written; the
  /// first one is numbered so.
  void keep_movements(uint64_t next_number) {
    next_movement_ = next_number;
    keeps_movements_ = true;
  }

  /// Says who makes the changes to come, and when: in milliseconds since 1970,
  /// UTC. What scrapers bring is always theirs.
  void sign(author who, int64_t time) {
    who_ = who;
    time_ = time;
  }

  /// Has `recorder` write down what changes, until it is null.
  void record(command_recorder* recorder) {
    recorder_ = recorder;
  }

  /// Returns what `recorder` has written down.
  command_record finish(command_recorder& recorder) const;

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

  // -- files (inventory_import.cpp): `preview` each row, `prepare`, `import` ----

  /// Returns what `import` of the row will do, and adds the ids it needs; rows
  /// come ascending by id. Errors: bad_row (its id can't be given again; its
  /// site and key are those of another product).
  caf::expected<import_report> preview(const product_row& row,
                                       wanted_ids& ids) const;

  /// Makes room for these ids and sees to it that nobody else is given one of
  /// them. Returns false, and changes nothing, where this happened already:
  /// preview the rows once more.
  bool prepare(const wanted_ids& ids);

  /// Changes the product of that id, else of that source where the row has no
  /// id of its own, as far as the row differs from it; else adds one. Where
  /// others changed something since `preview`, it does what fits now.
  /// @pre the row was previewed and prepared
  import_report import(const product_row& row);

  /// Takes back what a command did, all of it or nothing. Errors:
  /// changed_since.
  caf::expected<undo_report> undo(const command_record& x);

  // -- what scrapers bring ----------------------------------------------------

  /// Adds or updates each offer; never touches a quantity that the page did
  /// not tell, a field that a person changed, or a product a person removed.
  stock_report stock(const lot& x);

  /// Does that with each of `lots` in their order, and tells of each in
  /// `reports`, of which there are as many: quicker, if they are small, than
  /// one call for each.
  void stock(std::span<const lot> lots, std::span<stock_report> reports);

  // -- readers ----------------------------------------------------------------

  /// Returns the product numbered `id`. Errors: no_such_product.
  caf::expected<product> get(product_id id) const;

  /// Returns the movements that are not written yet, the newest first.
  std::vector<movement> unwritten_movements(const history_query& wanted) const;

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
  /// O(pages), and after a removal O(sources that persons removed).
  snapshot take_snapshot();

  // -- writing behind ---------------------------------------------------------

  /// Returns whether anything is not written yet.
  bool has_changes() const {
    return !log_.empty();
  }

  /// Makes everything changed by now due: writes take it along before what
  /// changes later.
  void make_all_due() {
    log_.make_all_due();
  }

  /// Returns whether something that was made due waits for a write.
  bool has_due() const {
    return log_.has_due();
  }

  /// Returns whether something that a person changed waits for a write.
  bool has_first() const {
    return log_.has_first();
  }

  /// Begins a write and returns what persons changed and is not written yet,
  /// and up to `most` of the other products. @pre no write is under way, or
  /// something is due and persons changed nothing: then no two writes have the
  /// same product
  change_set begin_write(size_t most = change_log::all);

  /// Begins a write of everything there is, and returns it.
  /// @pre no write is under way
  snapshot begin_whole_write();

  /// Ends the oldest write, well or badly; if badly, all of it is part of one
  /// to come. @pre one is under way
  void end_write(bool written);

  /// Leaves what the newest write took along to one to come: it doesn't take
  /// place. @pre one is under way
  void take_back_write();

private:
  using place = product_table::place;

  /// Where the offers of a lot come from; most are in one currency.
  struct lot_origin {
    const lot* at = nullptr;
    std::string_view site;
    std::string_view category;
    currency unit;
    std::optional<uint32_t> number; ///< In that currency.

    void go_on_to(const lot& x);
  };

  /// What a write took along: movements of these up to a number.
  struct movements_taken {
    std::vector<place> places;
    uint64_t last = 0;
  };

  /// An offer of one of some lots.
  struct arrival {
    lot::iterator at;
    source_hash key;
    uint32_t which; ///< Of the lots.
  };

  /// Returns where the scraped product of that source is, or nothing.
  std::optional<place> find(source_hash key, const source_view& source) const {
    return by_source_.find(key, [&](place where) {
      return table_.source(where) == source;
    });
  }
  place put_new(const product_view& x, uint32_t origin);
  void take_source_back(product& x);
  void prefetch_index(std::span<const arrival> group) const;
  void prefetch_rows(std::span<const arrival> group) const;
  void put(const offer_view& x, source_hash key, lot_origin& from,
           stock_report& report);
  bool update(place where, const offer_view& x, const lot_origin& from);
  std::optional<place> find(const product_row& row) const;
  void put_new(const product_row& row);
  void put_by_hand(const product& x);
  void change(place where, const product_view& before, const product_view& x);
  void erase(const product_view& x);
  void restore(const product_view& x);
  caf::error check_undo(const command_record& x) const;
  void note(product_id id, const std::optional<product_view>& before);
  void move(place where, const std::optional<product_view>& before,
            const std::optional<product_view>& after);
  void move(place where, const product_view& before, const product_view& after,
            const lot_origin& from);

  product_table table_;
  source_index by_source_;
  removed_sources removed_;
  change_log log_;
  movement_log movements_;
  std::deque<movements_taken> writes_; ///< Under way, the oldest first.
  uint64_t next_movement_ = 1;
  bool keeps_movements_ = false;
  author who_ = author::manager;
  int64_t time_ = 0;
  command_recorder* recorder_ = nullptr;
  int64_t items_count_ = 0;
  product_id next_id_ = 1;
  uint64_t revision_ = 0;
  std::vector<arrival> arrivals_; ///< Of the lots that are stocked now.
};

} // namespace storify
