// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "io/inventory/storage.hpp"
#include "test/inventory_model.hpp"
#include "test/schedules/dice.hpp"

namespace storify {

/// What a call to the disk comes to.
enum class disk_trouble : uint8_t {
  none,
  refuses,        ///< Nothing is written, and it says so.
  loses_answer,   ///< It is written, and it says the contrary.
  crashes_before, ///< The database crashes, and nothing is written.
  crashes_after,  ///< The database crashes, and it is written.
};

/// What outlives the DATABASE. Checks what it is given.
class fake_disk {
public:
  fake_disk(verdict& says, std::function<disk_trouble()> fate)
    : says_(&says), fate_(std::move(fate)) {
  }

  /// Puts something there before the shop opens.
  void fill(const inventory_image& image) {
    written_.replace(image);
    synced_ = written_;
  }

  /// Returns what outlives the process.
  const inventory_model& written() const {
    return written_;
  }
  /// Returns what outlives a power cut.
  const inventory_model& synced() const {
    return synced_;
  }
  /// Returns the ids that were there once.
  const std::set<product_id>& gone() const {
    return gone_;
  }
  /// Returns how often it failed so far.
  size_t troubles() const {
    return troubles_;
  }

  /// Returns what is there.
  caf::expected<snapshot> read() {
    if (fails([] {}))
      return failure();
    return snapshot{written_.image()};
  }

  caf::expected<uint64_t> commit(const change_set& x) {
    check(x);
    auto write = [&] {
      written_.write(x);
      unsynced_.push_back(x);
      gone_.insert(x.erased.begin(), x.erased.end());
      if (x.durable)
        for (const auto& before : std::exchange(unsynced_, {}))
          synced_.write(before);
    };
    if (fails(write))
      return failure();
    write();
    return x.revision;
  }

  caf::expected<uint64_t> save(const snapshot& all) {
    auto write = [&] {
      auto before = std::exchange(written_, {});
      written_.replace(all.image());
      for (const auto& [id, x] : before.products)
        if (written_.products.count(id) == 0)
          gone_.insert(id);
      synced_ = written_;
    };
    if (fails(write))
      return failure();
    write();
    return all.revision();
  }

private:
  static caf::error failure() {
    return fail(ec::storage_failed, "inventory.db: the disk is full");
  }

  /// Returns whether the call fails; throws if the database crashes.
  template <class Write>
  bool fails(Write write) {
    auto fate = fate_();
    troubles_ += fate == disk_trouble::none ? 0 : 1;
    if (fate == disk_trouble::loses_answer
        || fate == disk_trouble::crashes_after)
      write();
    if (fate == disk_trouble::crashes_before
        || fate == disk_trouble::crashes_after)
      throw std::runtime_error{"a disk that bites"};
    return fate != disk_trouble::none;
  }

  void check(const change_set& x) {
    auto& says = *says_;
    product_id last = 0;
    auto ascends = true;
    for (const auto& row : x.put)
      ascends = ascends && std::exchange(last, row.id) < row.id;
    says.must(ascends && std::is_sorted(x.erased.begin(), x.erased.end()),
              "a commit ascends by id");
    says.must(x.next_id >= written_.next_id, "the next id never goes back");
    for (const auto& row : x.put) {
      says.must(row.quantity >= 0, "a quantity is never negative");
      says.must(row.id > 0 && row.id < x.next_id,
                "the next id is above all that were given");
      says.must(gone_.count(row.id) == 0, "an id is never given again");
    }
  }

  verdict* says_;
  std::function<disk_trouble()> fate_;
  inventory_model written_;
  inventory_model synced_;
  std::vector<change_set> unsynced_;
  std::set<product_id> gone_;
  size_t troubles_ = 0;
};

/// A storage on a fake disk.
class fake_storage : public storage {
public:
  fake_storage(fake_disk& disk, verdict& says, bool commits)
    : disk_(&disk), says_(&says), commits_(commits) {
  }

  // In two parts, the first of which is empty.
  caf::expected<inventory_part> load() override {
    is_loaded_ = false;
    return inventory_part{snapshot{}, false};
  }

  caf::expected<inventory_part> load_more() override {
    says_->must(!is_loaded_, "nothing is asked for after the last part");
    auto rows = disk_->read();
    if (!rows)
      return std::move(rows.error());
    is_loaded_ = true;
    return inventory_part{std::move(*rows), true};
  }

  caf::expected<uint64_t> commit(const change_set& x) override {
    says_->must(is_loaded_ && commits_, "a store that loaded is committed to");
    return disk_->commit(x);
  }

  caf::expected<uint64_t> save(const snapshot& all) override {
    says_->must(is_loaded_ && !commits_, "a file that was read is replaced");
    return disk_->save(all);
  }

  std::string path() const override {
    return "inventory.db";
  }

private:
  fake_disk* disk_;
  verdict* says_;
  bool commits_;
  bool is_loaded_ = false;
};

} // namespace storify
