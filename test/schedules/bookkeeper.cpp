// SPDX-License-Identifier: BSD-3-Clause
#include "test/schedules/bookkeeper.hpp"

#include <algorithm>
#include <vector>

#include "caf/system_messages.hpp"

#include "actors/crash.hpp"
#include "messages/database_protocol.hpp"
#include "messages/store_protocol.hpp"
#include "test/schedules/letter.hpp"

namespace storify {

namespace {

template <class T>
void reply(ledger& from, request* asked, caf::expected<T> answer) {
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

bookkeeper::sequel reading(ledger& from, request& asked,
                           const caf::mailbox_element& x) {
  if (says<count_atom>(x))
    return [&] { asked.wanted = from.goods.items_count(); };
  if (says<snapshot_atom>(x))
    return [&] { asked.wanted = from.goods.image(); };
  if (says<export_atom, product_file>(x))
    return [&] { asked.refused = fail(ec::not_supported, ""); };
  if (says<caf::get_atom, product_id>(x))
    return [&, id = word<product_id>(x, 1)] {
      auto found = from.goods.products.find(id);
      if (found == from.goods.products.end())
        asked.refused = fail(ec::no_such_product, "");
      else
        asked.wanted = found->second;
    };
  return {};
}

} // namespace

void bookkeeper::serves(uint64_t store, store_state& state) {
  newest_ = store;
  ledgers_[store].real = &state.settled_goods();
  ledgers_[store].has_gathered = [&] { return state.has_gathered(); };
}

ledger* bookkeeper::newest() {
  return newest_ == 0 ? nullptr : &ledgers_[newest_];
}

bool bookkeeper::is_open() {
  auto* store = newest();
  return store != nullptr && !store->is_gone
         && (store->is_loaded || store->no_inventory);
}

bool bookkeeper::keeps_word() {
  auto* last = newest();
  return last == nullptr || !commits_ || last->keeps_word(disk_.synced());
}

void bookkeeper::asks(uint64_t manager, uint64_t store,
                      const caf::mailbox_element& x) {
  auto& asked = requests_[{manager, x.mid.integer_value()}];
  asked.store = store;
  asked_[manager] = &asked;
}

void bookkeeper::asks_database(uint64_t store, const caf::mailbox_element& x) {
  auto known = ledgers_.find(store);
  if (known == ledgers_.end())
    return;
  auto& from = known->second;
  auto answer = x.mid.response_id().integer_value();
  if (says<commit_atom, change_set>(x) || says<save_atom, snapshot>(x)) {
    says_.must(!from.is_writing, "one write is under way at a time");
    says_.must(!is_amid_import(from), "a file is written as a whole");
    from.is_writing = true;
    from.write = answer;
  } else if (says<import_atom, product_file>(x)) {
    from.files[answer] = importer_;
  }
}

bookkeeper::sequel bookkeeper::handling(uint64_t who,
                                        const caf::mailbox_element& x,
                                        bool by_boss) {
  auto& store = ledgers_[who];
  if (says<caf::exit_msg>(x))
    return [&store] { store.is_gone = true; };
  if (x.mid.is_response())
    return [&store, act = answered_by_database(store, x)] {
      store.take_in();
      if (act)
        act();
    };
  auto found = requests_.find({sender_of(x), x.mid.integer_value()});
  auto* asked = found == requests_.end() ? nullptr : &found->second;
  importer_ = asked;
  auto act = command(store, asked, x, by_boss);
  return [this, &store, asked, act] {
    if (asked && act)
      says_.must(!store.has_gathered(), "who asks finds what came before");
    if (asked) {
      asked->is_handled = true;
      asked->troubles = disk_.troubles();
    }
    store.take_in();
    if (act && !store.no_inventory)
      act();
    check(store);
  };
}

bookkeeper::sequel bookkeeper::command(ledger& to, request* asked,
                                       const caf::mailbox_element& x,
                                       bool by_boss) {
  if (says<caf::add_atom, product_draft>(x))
    return [&to, asked, draft = word<product_draft>(x, 1)] {
      reply(to, asked, to.goods.add(draft));
    };
  if (says<modify_atom, product_id, product_patch>(x))
    return [&to, asked, id = word<product_id>(x, 1),
            patch = word<product_patch>(x, 2)] {
      reply(to, asked, to.goods.modify(id, patch));
    };
  if (says<remove_atom, std::vector<product_id>>(x))
    return [&to, asked, ids = word<std::vector<product_id>>(x, 1)] {
      reply(to, asked, to.goods.remove(ids));
      asked->is_removal = true;
    };
  if (says<stock_atom, lot>(x))
    return [&to, offers = word<lot>(x, 1)] { to.bring(offers); };
  if (says<save_atom>(x))
    return [this, &to, asked, by_boss] { save(to, asked, by_boss); };
  if (says<caf::tick_atom>(x))
    return [this, &to] { import_slice(to); };
  if (asked != nullptr)
    return reading(to, *asked, x);
  return {};
}

// The SUPERVISOR saves when the shop closes.
void bookkeeper::save(ledger& from, request* asked, bool by_boss) {
  if (asked != nullptr) {
    asked->is_save = true;
    asked->version = from.version();
  } else if (by_boss) {
    closed_ = &from;
    last_version_ = from.version();
  }
}

bookkeeper::sequel
bookkeeper::answered_by_database(ledger& store, const caf::mailbox_element& x) {
  auto request = x.mid.integer_value();
  auto is_write = store.is_writing && store.write == request;
  auto file = store.files.find(request);
  sequel act;
  if (says<caf::error>(x) && is_crash(word<caf::error>(x, 0)))
    store.lost_database = true;
  if (is_write)
    store.is_writing = false;
  else if (file != store.files.end())
    act = file_read(store, file->second, x);
  else if (says<inventory_part>(x) && word<inventory_part>(x, 0).is_last)
    act = [this, &store, rows = word<inventory_part>(x, 0).rows] {
      load(store, rows);
    };
  else if (says<caf::error>(x) && !store.is_loaded)
    act = [&store, why = word<caf::error>(x, 0)] { store.no_inventory = why; };
  return [this, &store, act] {
    if (act)
      act();
    check(store);
  };
}

void bookkeeper::load(ledger& store, const snapshot& rows) {
  inventory_model from;
  from.replace(rows.image());
  store.begin(from);
  says_.must(store.holds_exactly(), "a store holds what it loaded");
  if (&store != newest()) // it was dismissed meanwhile
    return;
  const auto& disk = disk_.written();
  auto before = std::exchange(loaded_, &store);
  says_.must(from == disk, "a store loads what is there");
  says_.must(before == nullptr || !commits_ || before->keeps_word(disk),
             "what was acknowledged outlives a crash");
  says_.must(is_whole(before), "a command is kept as a whole or not at all");
}

// Of what a store that crashed was asked to remove, all is gone or nothing.
bool bookkeeper::is_whole(const ledger* before) const {
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

bookkeeper::sequel bookkeeper::file_read(ledger& store, request* asked,
                                         const caf::mailbox_element& x) {
  if (says<caf::error>(x))
    return [asked, why = word<caf::error>(x, 0)] { asked->refused = why; };
  return [this, &store, asked, rows = word<file_rows>(x, 0).rows] {
    store.imports.push_back({asked, rows, 0, false, {}});
    if (store.imports.size() == 1)
      import_slice(store);
  };
}

// Returns whether rows will be left to be taken in after the next slice.
bool bookkeeper::is_amid_import(const ledger& store) const {
  if (store.imports.empty())
    return false;
  const auto& job = store.imports.front();
  return job.is_sound && job.next + slice_ < job.rows.size();
}

// The rows of a file are looked at, and then taken, in slices.
void bookkeeper::import_slice(ledger& store) {
  auto& job = store.imports.front();
  auto end = std::min(job.rows.size(), job.next + slice_);
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

void bookkeeper::check(ledger& store) {
  if (store.is_loaded)
    says_.must(store.holds(), "the store holds what the rules say");
}

} // namespace storify
