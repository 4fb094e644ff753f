// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <utility>

#include "caf/expected.hpp"
#include "caf/mailbox_element.hpp"

#include "actors/store.hpp"
#include "test/schedules/dice.hpp"
#include "test/schedules/fake_disk.hpp"
#include "test/schedules/ledger.hpp"

namespace storify {

/// Keeps a ledger of each STORE, by the messages that it gets and handles, and
/// sees that it holds what the ledger says.
class bookkeeper {
public:
  using sequel = std::function<void()>;

  /// Whether the disk takes commits, or whole files; and how many rows of a
  /// file a store takes in at a time.
  bookkeeper(bool commits, size_t slice, fake_disk& disk, verdict& says)
    : commits_(commits), slice_(slice), disk_(disk), says_(says) {
  }

  /// The STORE that was hired last.
  void serves(uint64_t store, store_state& state);

  /// Returns the ledger of that STORE, null before the first is hired.
  ledger* newest();

  /// Returns whether there is a store that answers, well or badly.
  bool is_open();

  /// Returns the ledger of the STORE that loaded last, or null.
  const ledger* loaded() const {
    return loaded_;
  }

  ledger& of(const request& x) {
    return ledgers_.at(x.store);
  }

  /// Returns what that manager asked last of a store.
  request& asked_by(uint64_t manager) {
    return *asked_.at(manager);
  }

  // -- what stores are told, and do -------------------------------------------

  /// A manager asks a store.
  void asks(uint64_t manager, uint64_t store, const caf::mailbox_element& x);

  /// A store asks its database.
  void asks_database(uint64_t store, const caf::mailbox_element& x);

  /// A store handles what `by_boss` says is of the SUPERVISOR.
  sequel handling(uint64_t store, const caf::mailbox_element& x, bool by_boss);

  /// That store is no more.
  void gone(uint64_t store) {
    ledgers_[store].is_gone = true;
  }

  // -- what can be asked at the end -------------------------------------------

  /// Returns whether the store was asked for a last save, if it was there.
  bool was_closed() {
    return newest() == nullptr || closed_ != nullptr;
  }

  /// Returns whether the disk has all that was there when the shop closed.
  bool last_save_is_kept() const {
    return closed_ == nullptr || closed_->is_on(disk_.synced(), last_version_);
  }

  /// Returns whether the disk has what the last store acknowledged.
  bool keeps_word();

private:
  sequel command(ledger& to, request* asked, const caf::mailbox_element& x,
                 bool by_boss);
  void save(ledger& from, request* asked, bool by_boss);
  sequel answered_by_database(ledger& store, const caf::mailbox_element& x);
  void load(ledger& store, const snapshot& rows);
  bool is_whole(const ledger* before) const;
  sequel file_read(ledger& store, request* asked,
                   const caf::mailbox_element& x);
  bool is_amid_import(const ledger& store) const;
  void import_slice(ledger& store);
  void check(ledger& store);

  bool commits_;
  size_t slice_;
  fake_disk& disk_;
  verdict& says_;
  std::map<uint64_t, ledger> ledgers_; ///< By the store's actor.
  uint64_t newest_ = 0;
  ledger* loaded_ = nullptr;
  const ledger* closed_ = nullptr; ///< Of the store that saved last.
  size_t last_version_ = 0;        ///< What it had by then.
  std::map<std::pair<uint64_t, uint64_t>, request> requests_;
  std::map<uint64_t, request*> asked_; ///< Last, by manager.
  request* importer_ = nullptr;        ///< Whose message is handled.
};

} // namespace storify
