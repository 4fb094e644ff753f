// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <algorithm>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "caf/error.hpp"

#include "core/inventory/inventory.hpp"
#include "messages/errors.hpp"
#include "messages/lot.hpp"
#include "test/inventory_model.hpp"

namespace storify {

/// A manager's request, and what the rules answer.
struct request {
  /// The right answer, once the store has handled it; nothing where any will
  /// do.
  using answer = std::variant<std::monostate, product, std::vector<product>,
                              import_report, int64_t, inventory_image>;

  uint64_t store = 0; ///< The actor that was asked.
  bool is_handled = false;
  caf::error refused; ///< By the rules.
  answer wanted;
  size_t version = 0;  ///< Of the inventory when it was handled.
  size_t troubles = 0; ///< That the disk had had by then.
  std::vector<product_id> touched;
  bool is_save = false;
  bool is_removal = false;
};

/// What one STORE has to hold, told by the messages that it handled, and all
/// that its products ever were.
class ledger {
public:
  inventory_model goods;
  const inventory* real = nullptr;    ///< What it holds.
  std::function<bool()> has_gathered; ///< Lots that it takes in later.
  bool is_loaded = false;
  bool is_gone = false; ///< What it held is no more.
  bool lost_database = false;
  caf::error no_inventory; ///< Why loading failed.
  bool is_writing = false;
  uint64_t write = 0; ///< The request that asks the database to.

  /// Takes what it was loaded from.
  void begin(const inventory_model& disk) {
    goods = disk;
    goods.touched.clear();
    is_loaded = true;
    revision_ = real->revision();
  }

  size_t version() const {
    return version_;
  }

  /// Notes what a scraper brings.
  void bring(const lot& x) {
    brought_.push_back(x);
    take_in();
  }

  /// Takes in what scrapers have brought by now, unless the STORE does so
  /// later.
  void take_in() {
    if (has_gathered())
      return;
    for (const auto& x : std::exchange(brought_, {})) {
      goods.stock(x);
      changed();
    }
  }

  /// Notes what changed, and returns the products.
  std::vector<product_id> changed() {
    ++version_;
    auto touched = std::exchange(goods.touched, {});
    for (auto id : touched)
      history_[id].push_back({version_, row(goods, id)});
    return touched;
  }

  /// Returns whether the disk has the product as it was at `version`, or later.
  bool is_on(const inventory_model& disk, product_id id, size_t version) const {
    auto found = history_.find(id);
    if (found == history_.end())
      return true;
    auto there = row(disk, id);
    for (auto x = found->second.rbegin(); x != found->second.rend(); ++x) {
      if (x->state == there)
        return true;
      if (x->version <= version)
        return false;
    }
    return true; // it was like this before it changed
  }

  /// Returns whether the disk has all there was at `version`, or later.
  bool is_on(const inventory_model& disk, size_t version) const {
    return std::all_of(history_.begin(), history_.end(), [&](const auto& x) {
      return x.second.front().version > version
             || is_on(disk, x.first, version);
    });
  }

  /// A person was told that these are safe at this version.
  void acknowledge(const request& x) {
    for (auto id : x.touched)
      acknowledged_[id] = std::max(acknowledged_[id], x.version);
  }

  /// Returns whether the disk has all that persons were told is safe.
  bool keeps_word(const inventory_model& disk) const {
    return std::all_of(
      acknowledged_.begin(), acknowledged_.end(), [&](const auto& x) {
        return x.first < disk.next_id && is_on(disk, x.first, x.second);
      });
  }

  /// Returns whether the STORE holds what it has to. Looks only if its
  /// inventory says that it changed.
  bool holds() {
    if (std::exchange(revision_, real->revision()) == real->revision())
      return true;
    return holds_exactly();
  }

  bool holds_exactly() const {
    if (real->size() != goods.products.size()
        || real->items_count() != goods.items_count())
      return false;
    return std::all_of(goods.products.begin(), goods.products.end(),
                       [&](const auto& x) {
                         auto there = real->get(x.first);
                         return there && *there == x.second;
                       });
  }

  /// The files being imported: who asked, and the rows that are left.
  struct import_job {
    request* asked = nullptr;
    std::vector<product_row> rows;
    size_t next = 0;
    bool is_sound = false; ///< All rows were looked at.
    std::vector<product_id> touched;
  };
  std::deque<import_job> imports;
  std::map<uint64_t, request*> files; ///< Asked of the database, by request.

private:
  struct change {
    size_t version;
    std::optional<product> state; ///< Nothing if it was removed.
  };

  static std::optional<product> row(const inventory_model& from,
                                    product_id id) {
    auto found = from.products.find(id);
    return found == from.products.end() ? std::nullopt
                                        : std::optional{found->second};
  }

  std::vector<lot> brought_; ///< And not taken in.
  size_t version_ = 0;
  uint64_t revision_ = 0;
  std::map<product_id, std::vector<change>> history_;
  std::map<product_id, size_t> acknowledged_;
};

} // namespace storify
