// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "caf/actor_control_block.hpp"
#include "caf/sec.hpp"
#include "caf/system_messages.hpp"

#include "actors/crash.hpp"
#include "test/schedules/dice.hpp"
#include "test/schedules/fake_disk.hpp"
#include "test/schedules/ledger.hpp"
#include "test/schedules/party.hpp"

namespace storify {

/// What a witness has to know of the shop.
struct witness_config {
  bool commits = true;
  size_t import_slice = 500;
  bool keeps_record = false; ///< Of all messages, in words.
};

/// Sees every message, and what the shop promises about each.
class witness : public onlooker {
public:
  witness(witness_config config, dice& luck, fake_disk& disk, verdict& says)
    : config_(config), luck_(luck), disk_(disk), says_(says) {
  }

  std::function<bool(const party&)> fate; ///< Whether somebody crashes now.
  std::vector<std::string> record;
  std::map<uint64_t, party*> parties; ///< All that ever were.

  /// The STORE that was hired last holds this.
  void serves(uint64_t store, const inventory& goods) {
    newest_ = store;
    ledgers_[store].real = &goods;
  }

  /// Returns what that STORE has to hold, null before the first is hired.
  ledger* newest() {
    return newest_ == 0 ? nullptr : &ledgers_[newest_];
  }

  /// Returns whether there is a store that answers, well or badly.
  bool is_open() {
    auto* store = newest();
    return store != nullptr && !store->is_gone
           && (store->is_loaded || store->no_inventory);
  }

  // -- what managers tell -----------------------------------------------------

  template <class T>
  void answered(uint64_t manager, const T& answer) {
    auto& x = *asked_.at(manager);
    says_.must(x.is_handled, "an answer comes after the question");
    says_.must(!x.refused, "what the rules refuse is refused");
    says_.must(is_wanted(x, answer), "the answer is right");
    if (config_.commits || x.is_save)
      check_safe(x);
  }

  void refused(uint64_t manager, const caf::error& why) {
    auto& x = *asked_.at(manager);
    const auto& from = ledgers_.at(x.store);
    if (is_crash(why))
      return;
    if (!x.is_handled)
      says_.must(false, "only who is gone gives no answer");
    else if (from.no_inventory)
      says_.must(why == from.no_inventory, "no inventory, no answer");
    else if (x.refused)
      says_.must(why == x.refused, "a refusal says what the rules say");
    else
      says_.must(why == ec::storage_failed
                   && (x.troubles < disk_.troubles() || from.lost_database),
                 "a command fails only if the disk does");
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

  bool keeps_word() {
    auto* last = newest();
    return last == nullptr || !config_.commits
           || last->keeps_word(disk_.synced());
  }

  // -- onlooker ---------------------------------------------------------------

  void joins(party& who) override {
    who.priority = luck_.any();
    parties[who.id] = &who;
  }

  void sent(const party& to, const caf::mailbox_element& x) override {
    if (x.mid.is_response() && !is_timeout(x))
      says_.must(answers_.insert({to.id, x.mid.integer_value()}).second,
                 "a request is answered once");
    auto from = sender_of(x);
    if (to.plays == part::store)
      sent_to_store(to, from, x);
    else if (to.plays == part::database)
      sent_to_database(from, x);
  }

  sequel handling(const party& who, const caf::mailbox_element& x) override {
    auto next = who.plays == part::store ? handling_in_store(who, x) : sequel{};
    if (who.plays == part::scraper && x.mid.is_response())
      lots_.erase({who.id, x.mid.integer_value()});
    if (!config_.keeps_record)
      return next;
    return [this, next, line = words(who, x)] {
      record.push_back(line);
      if (next)
        next();
    };
  }

  bool crashes(const party& who) override {
    if (!fate || !fate(who))
      return false;
    if (who.plays == part::store)
      ledgers_[who.id].is_gone = true;
    if (config_.keeps_record)
      record.push_back(fmt::format("{} crashes", name(who)));
    return true;
  }

  /// Returns what that party is called in the record.
  static std::string name(const party& x) {
    auto text = std::string{name_of(x.plays)};
    if (x.plays == part::manager || x.plays == part::scraper)
      text += fmt::format(" {}", x.index + 1);
    return text;
  }

private:
  static uint64_t sender_of(const caf::mailbox_element& x) {
    return x.sender ? x.sender->id() : 0;
  }

  template <class... Ts>
  static bool is(const caf::mailbox_element& x) {
    return x.content().match_elements<Ts...>();
  }

  template <class T>
  static const T& get(const caf::mailbox_element& x, size_t index) {
    return x.content().get_as<T>(index);
  }

  // CAF 0.17 sends one to whoever had set a time-out, answered or not.
  static bool is_timeout(const caf::mailbox_element& x) {
    return is<caf::error>(x)
           && get<caf::error>(x, 0) == caf::sec::request_timeout;
  }

  std::string words(const party& who, const caf::mailbox_element& x) {
    auto from = parties.find(sender_of(x));
    return fmt::format("{} -> {}: {}",
                       from == parties.end() ? "?" : name(*from->second),
                       name(who), to_string(x.content()));
  }

  // -- what may wait in a mailbox ---------------------------------------------

  void sent_to_store(const party& to, uint64_t from,
                     const caf::mailbox_element& x) {
    auto sender = parties.find(from);
    if (sender == parties.end() || !x.mid.is_request())
      return;
    auto answer = x.mid.response_id().integer_value();
    if (sender->second->plays == part::manager) {
      auto& asked = requests_[{from, x.mid.integer_value()}];
      asked.store = to.id;
      asked_[from] = &asked;
    } else if (is<stock_atom, lot>(x)) {
      auto first = lots_.lower_bound({from, 0});
      says_.must(first == lots_.end() || first->first != from,
                 "a scraper has one lot in flight");
      lots_.insert({from, answer});
    }
  }

  void sent_to_database(uint64_t from, const caf::mailbox_element& x) {
    auto known = ledgers_.find(from);
    if (known == ledgers_.end())
      return;
    auto& store = known->second;
    auto answer = x.mid.response_id().integer_value();
    if (is<commit_atom, change_set>(x) || is<save_atom, snapshot>(x)) {
      says_.must(!store.is_writing, "one write is under way at a time");
      store.is_writing = true;
      store.write = answer;
    } else if (is<import_atom, product_file>(x)) {
      store.files[answer] = importer_;
    }
  }

  // -- what the store does ----------------------------------------------------

  sequel handling_in_store(const party& who, const caf::mailbox_element& x) {
    auto& store = ledgers_[who.id];
    if (is<caf::exit_msg>(x))
      return [&store] { store.is_gone = true; };
    if (x.mid.is_response())
      return answer_to_store(store, x);
    auto found = requests_.find({sender_of(x), x.mid.integer_value()});
    auto* asked = found == requests_.end() ? nullptr : &found->second;
    importer_ = asked;
    auto act = command(store, asked, x);
    return [this, &store, asked, act] {
      if (asked) {
        asked->is_handled = true;
        asked->troubles = disk_.troubles();
      }
      if (act && !store.no_inventory)
        act();
      check(store);
    };
  }

  sequel command(ledger& to, request* asked, const caf::mailbox_element& x) {
    if (is<caf::add_atom, product_draft>(x))
      return [&to, asked, draft = get<product_draft>(x, 1)] {
        reply(to, asked, to.goods.add(draft));
      };
    if (is<modify_atom, product_id, product_patch>(x))
      return [&to, asked, id = get<product_id>(x, 1),
              patch = get<product_patch>(x, 2)] {
        reply(to, asked, to.goods.modify(id, patch));
      };
    if (is<remove_atom, std::vector<product_id>>(x))
      return [&to, asked, ids = get<std::vector<product_id>>(x, 1)] {
        reply(to, asked, to.goods.remove(ids));
        asked->is_removal = true;
      };
    if (is<stock_atom, lot>(x))
      return [&to, offers = get<lot>(x, 1)] {
        to.goods.stock(offers);
        to.changed();
      };
    if (is<save_atom>(x))
      return [this, &to, asked, from = sender_of(x)] { save(to, asked, from); };
    if (is<caf::tick_atom>(x))
      return [this, &to] { import_slice(to); };
    if (asked != nullptr)
      return reading(to, *asked, x);
    return {};
  }

  static sequel reading(ledger& from, request& asked,
                        const caf::mailbox_element& x) {
    if (is<count_atom>(x))
      return [&] { asked.wanted = from.goods.items_count(); };
    if (is<snapshot_atom>(x))
      return [&] { asked.wanted = from.goods.image(); };
    if (is<export_atom, product_file>(x))
      return [&] { asked.refused = fail(ec::not_supported, ""); };
    if (is<caf::get_atom, product_id>(x))
      return [&, id = get<product_id>(x, 1)] {
        auto found = from.goods.products.find(id);
        if (found == from.goods.products.end())
          asked.refused = fail(ec::no_such_product, "");
        else
          asked.wanted = found->second;
      };
    return {};
  }

  template <class T>
  static void reply(ledger& from, request* asked, caf::expected<T> answer) {
    auto touched = from.changed();
    if (asked == nullptr)
      return;
    asked->version = from.version();
    asked->touched = std::move(touched);
    if (answer)
      asked->wanted = std::move(*answer);
    else
      asked->refused = answer.error();
  }

  void save(ledger& from, request* asked, uint64_t sender) {
    if (asked != nullptr) {
      asked->is_save = true;
      asked->version = from.version();
    } else if (auto who = parties.find(sender);
               who != parties.end() && who->second->plays == part::supervisor) {
      closed_ = &from;
      last_version_ = from.version();
    }
  }

  sequel answer_to_store(ledger& store, const caf::mailbox_element& x) {
    auto request = x.mid.integer_value();
    auto is_write = store.is_writing && store.write == request;
    auto file = store.files.find(request);
    sequel act;
    if (is<caf::error>(x) && is_crash(get<caf::error>(x, 0)))
      store.lost_database = true;
    if (is_write)
      store.is_writing = false;
    else if (file != store.files.end())
      act = file_read(store, file->second, x);
    else if (is<inventory_part>(x) && get<inventory_part>(x, 0).is_last)
      act = [this, &store, rows = get<inventory_part>(x, 0).rows] {
        loaded(store, rows);
      };
    else if (is<caf::error>(x) && !store.is_loaded)
      act = [&store, why = get<caf::error>(x, 0)] { store.no_inventory = why; };
    return [this, &store, act] {
      if (act)
        act();
      check(store);
    };
  }

  void loaded(ledger& store, const snapshot& rows) {
    inventory_model from;
    from.replace(rows.image());
    store.begin(from);
    says_.must(store.holds_exactly(), "a store holds what it loaded");
    if (&store != newest()) // it was dismissed meanwhile
      return;
    const auto& disk = disk_.written();
    auto before = std::exchange(loaded_, &store);
    says_.must(from == disk, "a store loads what is there");
    says_.must(before == nullptr || !config_.commits
                 || before->keeps_word(disk),
               "what was acknowledged outlives a crash");
    says_.must(is_whole(before), "a command is kept as a whole or not at all");
  }

  // Of what a store that crashed was asked to remove, all is gone or nothing.
  bool is_whole(const ledger* before) const {
    for (const auto& [key, x] : requests_) {
      if (!x.is_removal || before == nullptr || &ledgers_.at(x.store) != before)
        continue;
      size_t left = 0;
      size_t gone = 0;
      for (auto id : x.touched) {
        left += disk_.written().products.count(id);
        gone += disk_.gone().count(id);
      }
      if (left > 0 && gone > 0)
        return false;
    }
    return true;
  }

  // -- imports: the rows of a file are looked at, and then taken, in slices ---

  sequel file_read(ledger& store, request* asked,
                   const caf::mailbox_element& x) {
    if (is<caf::error>(x))
      return [asked, why = get<caf::error>(x, 0)] { asked->refused = why; };
    return [this, &store, asked, rows = get<file_rows>(x, 0).rows] {
      store.imports.push_back({asked, rows, 0, false, {}});
      if (store.imports.size() == 1)
        import_slice(store);
    };
  }

  void import_slice(ledger& store) {
    auto& job = store.imports.front();
    auto end = std::min(job.rows.size(), job.next + config_.import_slice);
    for (; job.next < end; ++job.next)
      if (job.is_sound)
        store.goods.import(job.rows[job.next]);
    auto touched = store.changed();
    job.touched.insert(job.touched.end(), touched.begin(), touched.end());
    if (job.next < job.rows.size())
      return;
    if (!std::exchange(job.is_sound, true)) {
      job.next = 0;
      return;
    }
    job.asked->wanted = import_report{job.rows.size(), 0, 0};
    job.asked->version = store.version();
    job.asked->touched = std::move(job.touched);
    store.imports.pop_front();
  }

  // -- promises ---------------------------------------------------------------

  void check(ledger& store) {
    if (!store.is_loaded)
      return;
    says_.must(store.holds(), "the store holds what the rules say");
  }

  static bool is_wanted(const request& x, const snapshot& answer) {
    auto* wanted = std::get_if<inventory_image>(&x.wanted);
    return wanted != nullptr && answer.image() == *wanted;
  }

  static bool is_wanted(const request&, const save_report&) {
    return true;
  }

  static bool is_wanted(const request&, uint64_t) {
    return false; // no export can be written
  }

  template <class T>
  static bool is_wanted(const request& x, const T& answer) {
    auto* wanted = std::get_if<T>(&x.wanted);
    return wanted != nullptr && *wanted == answer;
  }

  // A store that is about to go, since its database went, knows nothing of
  // what the next one writes.
  void check_safe(const request& x) {
    auto& from = ledgers_.at(x.store);
    if (&from != loaded_)
      return;
    const auto& disk = disk_.synced();
    if (x.is_save)
      says_.must(from.is_on(disk, x.version), "a save saves all there was");
    for (auto id : x.touched)
      says_.must(from.is_on(disk, id, x.version), "acknowledged means durable");
    from.acknowledge(x);
  }

  witness_config config_;
  dice& luck_;
  fake_disk& disk_;
  verdict& says_;
  std::map<uint64_t, ledger> ledgers_; ///< By the store's actor.
  uint64_t newest_ = 0;
  ledger* loaded_ = nullptr;       ///< Of the store that loaded last.
  const ledger* closed_ = nullptr; ///< Of the store that saved last.
  size_t last_version_ = 0;        ///< What it had by then.
  std::map<std::pair<uint64_t, uint64_t>, request> requests_;
  std::map<uint64_t, request*> asked_;           ///< Last, by manager.
  request* importer_ = nullptr;                  ///< Whose message is handled.
  std::set<std::pair<uint64_t, uint64_t>> lots_; ///< Not answered yet.
  std::set<std::pair<uint64_t, uint64_t>> answers_; ///< All that were given.
};

} // namespace storify
