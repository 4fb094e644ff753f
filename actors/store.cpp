// SPDX-License-Identifier: BSD-3-Clause
#include "actors/store.hpp"

#include <algorithm>
#include <utility>

#include "actors/crash.hpp"

namespace storify {

namespace {

// A database that died fails like a disk.
caf::error storage_error(const caf::error& why) {
  return is_ours(why) ? why : fail(ec::storage_failed, sentence(why));
}

caf::error still_in_memory(const caf::error& why) {
  return fail(static_cast<ec>(why.code()),
              detail(why)
                + "; the change is kept in memory and written at the next "
                  "save that succeeds");
}

// Answers everything with the reason why there is no inventory.
store_self::behavior_type refuse_all(const caf::error& why) {
  return {
    [why](caf::add_atom, const product_draft&) -> caf::result<product> {
      return why;
    },
    [why](modify_atom, product_id,
          const product_patch&) -> caf::result<product> { return why; },
    [why](remove_atom, const std::vector<product_id>&)
      -> caf::result<std::vector<product>> { return why; },
    [why](stock_atom, const lot&) -> caf::result<stock_report> { return why; },
    [why](import_atom, const std::string&) -> caf::result<import_report> {
      return why;
    },
    [why](export_atom, const std::string&) -> caf::result<uint64_t> {
      return why;
    },
    [why](caf::get_atom, product_id) -> caf::result<product> { return why; },
    [why](count_atom) -> caf::result<int64_t> { return why; },
    [why](snapshot_atom) -> caf::result<snapshot> { return why; },
    [why](save_atom) -> caf::result<save_report> { return why; },
    [](caf::subscribe_atom, const inventory_listener&) {},
    [](caf::unsubscribe_atom, const inventory_listener&) {},
    [](caf::tick_atom) {},
  };
}

} // namespace

void store_state::open(store_config config, database_actor database) {
  config_ = std::move(config);
  database_ = std::move(database);
}

void store_state::load(inventory_image image) {
  goods = inventory{std::move(image)};
}

template <class T>
caf::result<T> store_state::when_safe(caf::expected<T> reply) {
  if (!reply)
    return reply.error();
  tell_all();
  if (!config_.commits)
    return std::move(*reply);
  auto promise = self_->make_response_promise<T>();
  waiting_.push_back([promise, value = std::move(*reply)](
                       const caf::error& why) mutable {
    if (why)
      promise.deliver(still_in_memory(why));
    else
      promise.deliver(std::move(value));
  });
  write();
  return promise;
}

caf::result<stock_report> store_state::stock(const lot& x) {
  auto report = goods.stock(x);
  tell_all();
  return report;
}

caf::result<save_report> store_state::save() {
  save_report report{config_.path, goods.size(), false};
  if (!is_writing_ && !goods.has_changes())
    return report;
  report.written = true;
  auto promise = self_->make_response_promise<save_report>();
  waiting_.push_back([promise, report](const caf::error& why) mutable {
    if (why)
      promise.deliver(why);
    else
      promise.deliver(report);
  });
  write();
  return promise;
}

// One write at a time: what comes meanwhile shares the next one.
void store_state::write() {
  if (is_writing_ || waiting_.empty())
    return;
  writing_ = std::exchange(waiting_, {});
  if (!goods.has_changes())
    return written(caf::none);
  is_writing_ = true;
  auto well = [this](uint64_t) { written(caf::none); };
  auto badly = [this](const caf::error& why) { written(storage_error(why)); };
  auto changes = goods.begin_write();
  if (config_.commits)
    self_->request(database_, caf::infinite, commit_atom_v, std::move(changes))
      .then(well, badly);
  else
    self_->request(database_, caf::infinite, save_atom_v, goods.take_snapshot())
      .then(well, badly);
}

void store_state::written(const caf::error& why) {
  if (std::exchange(is_writing_, false))
    goods.end_write(!why);
  for (auto& answer : std::exchange(writing_, {}))
    answer(why);
  write();
}

caf::result<import_report> store_state::import(const std::string& path) {
  auto promise = self_->make_response_promise<import_report>();
  self_->request(database_, caf::infinite, import_atom_v, path)
    .then(
      [this, promise](std::vector<product_row>& rows) {
        imports_.push_back({std::move(rows), 0, {}, promise});
        if (imports_.size() == 1)
          import_slice();
      },
      [promise](const caf::error& why) mutable { promise.deliver(why); });
  return promise;
}

// The database checked every row, so none is refused here. In slices, so that
// a large file delays nobody.
void store_state::import_slice() {
  auto& job = imports_.front();
  auto end = std::min(job.rows.size(), job.next + config_.import_slice);
  for (; job.next < end; ++job.next) {
    if (auto done = goods.import(job.rows[job.next])) {
      job.report.added += done->added;
      job.report.modified += done->modified;
      job.report.unchanged += done->unchanged;
    }
  }
  tell_all();
  if (job.next < job.rows.size())
    return self_->send(self_, caf::tick_atom_v);
  auto [rows, next, report, promise] = std::move(imports_.front());
  imports_.pop_front();
  if (!imports_.empty())
    self_->send(self_, caf::tick_atom_v);
  if (!config_.commits) {
    promise.deliver(report);
    return;
  }
  waiting_.push_back(
    [promise = promise, report = report](const caf::error& why) mutable {
      if (why)
        promise.deliver(still_in_memory(why));
      else
        promise.deliver(report);
    });
  write();
}

caf::result<uint64_t> store_state::export_to(const std::string& path) {
  return self_->delegate(database_, export_atom_v, path,
                         goods.take_snapshot());
}

void store_state::subscribe(inventory_listener listener) {
  if (find(listener) == nullptr)
    subscribers_.push_back({std::move(listener), goods.revision()});
}

void store_state::unsubscribe(const inventory_listener& listener) {
  if (auto* known = find(listener))
    subscribers_.erase(subscribers_.begin() + (known - subscribers_.data()));
}

void store_state::tell_all() {
  for (auto& x : subscribers_)
    tell(x);
}

// Waits for the listener's answer before it tells more: one that is slow gets
// the latest state, and its mailbox holds one message at most.
void store_state::tell(subscriber& x) {
  if (x.busy || x.told == goods.revision())
    return;
  x.busy = true;
  x.told = goods.revision();
  auto listener = x.listener;
  inventory_changed event{x.told, goods.size(), goods.items_count()};
  self_->request(listener, caf::infinite, event)
    .then(
      [this, listener] {
        if (auto* known = find(listener)) {
          known->busy = false;
          tell(*known);
        }
      },
      [this, listener](const caf::error&) { unsubscribe(listener); });
}

store_state::subscriber* store_state::find(const inventory_listener& listener) {
  for (auto& x : subscribers_)
    if (x.listener == listener)
      return &x;
  return nullptr;
}

store_self::behavior_type
store(store_self::stateful_pointer<store_state> self, store_config config,
      database_actor database) {
  explain_crashes(self);
  auto& state = self->state;
  auto& goods = state.goods;
  state.open(std::move(config), database);
  // Nothing else is heard until this is answered.
  self->request(database, caf::infinite, load_atom_v)
    .await([&state](inventory_image& image) { state.load(std::move(image)); },
           [self](const caf::error& why) { self->become(refuse_all(why)); });
  return {
    // -- a person's commands ---------------------------------------------------
    [&](caf::add_atom, const product_draft& draft) {
      return state.when_safe(goods.add(draft));
    },
    [&](modify_atom, product_id id, const product_patch& patch) {
      return state.when_safe(goods.modify(id, patch));
    },
    [&](remove_atom, const std::vector<product_id>& ids) {
      return state.when_safe(goods.remove(ids));
    },
    // -- what scrapers bring: written behind, the answer is the back-pressure --
    [&](stock_atom, const lot& x) { return state.stock(x); },
    // -- files -----------------------------------------------------------------
    [&](import_atom, const std::string& path) { return state.import(path); },
    [&](export_atom, const std::string& path) { return state.export_to(path); },
    // -- readers ---------------------------------------------------------------
    [&](caf::get_atom, product_id id) -> caf::result<product> {
      auto found = goods.get(id);
      if (!found)
        return found.error();
      return std::move(*found);
    },
    [&](count_atom) { return goods.items_count(); },
    [&](snapshot_atom) { return goods.take_snapshot(); },
    [&](save_atom) { return state.save(); },
    // -- listeners -------------------------------------------------------------
    [&](caf::subscribe_atom, const inventory_listener& listener) {
      state.subscribe(listener);
    },
    [&](caf::unsubscribe_atom, const inventory_listener& listener) {
      state.unsubscribe(listener);
    },
    // -- own ticks -------------------------------------------------------------
    [&](caf::tick_atom) { state.import_slice(); },
  };
}

} // namespace storify
