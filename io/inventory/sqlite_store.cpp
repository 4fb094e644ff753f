// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/sqlite_store.hpp"

#include <utility>

#include <fmt/format.h>

#include "core/rows/product_columns.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace {

caf::error not_read(const std::filesystem::path& file) {
  return fail(ec::storage_failed,
              fmt::format("{} was not read yet", file.string()));
}

} // namespace

sqlite_store::sqlite_store(const std::filesystem::path& folder)
  : file_(folder / "inventory.db") {
  unread_ = not_read(file_);
}

caf::expected<inventory_part> sqlite_store::load() {
  checkpointer_.reset();
  statements_.reset();
  reader_.reset();
  database_.reset();
  unread_ = not_read(file_);
  if (auto problem = open())
    return give_up(std::move(problem));
  return load_more();
}

caf::expected<inventory_part> sqlite_store::load_more() {
  if (!reader_)
    return unread_ ? unread_ : not_read(file_);
  auto part = reader_->next();
  if (!part)
    return give_up(std::move(part.error()));
  if (!part->is_last)
    return part;
  reader_.reset();
  if (auto problem = begin_writing())
    return give_up(std::move(problem));
  unread_ = {};
  return part;
}

caf::expected<uint64_t> sqlite_store::commit(const change_set& changes) {
  if (unread_)
    return unread_;
  auto problem = be_durable(changes.durable);
  if (!problem)
    problem = write(changes);
  if (!problem)
    return changes.revision;
  // Some failures have rolled back already.
  if (database_->in_transaction())
    database_->run("ROLLBACK");
  return problem;
}

std::string sqlite_store::path() const {
  return file_.string();
}

caf::error sqlite_store::open() {
  auto opened = sqlite_connection::open(file_);
  if (!opened)
    return std::move(opened.error());
  database_.emplace(std::move(*opened));
  auto reader = sqlite_reader::open(*database_);
  if (!reader)
    return std::move(reader.error());
  reader_.emplace(std::move(*reader));
  return {};
}

// What can't be read is closed as it was found.
caf::error sqlite_store::give_up(caf::error why) {
  unread_ = why;
  statements_.reset();
  reader_.reset();
  database_.reset();
  return why;
}

// From here on the file may be written to. The log is cut when it begins anew,
// so that a large save doesn't leave a large log for ever.
caf::error sqlite_store::begin_writing() {
  if (auto problem = database_->run("PRAGMA journal_mode = WAL;"
                                    "PRAGMA synchronous = FULL;"
                                    "PRAGMA wal_autocheckpoint = 0;"
                                    "PRAGMA journal_size_limit = 16777216"))
    return problem;
  is_durable_ = true;
  is_behind_ = false;
  database_->count_logged_pages(logged_);
  if (auto problem = prepare())
    return problem;
  checkpointer_.emplace(file_);
  database_->checkpoint_on_close();
  return {};
}

caf::error sqlite_store::prepare() {
  auto put = database_->prepare("REPLACE INTO product VALUES "
                                "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  auto erase = database_->prepare("DELETE FROM product WHERE id = ?");
  auto bury = database_->prepare("REPLACE INTO removed VALUES (?, ?, ?)");
  auto unbury = database_->prepare("DELETE FROM removed "
                                   "WHERE site = ? AND key = ?");
  auto next_id = database_->prepare("UPDATE meta SET next_id = ?1 "
                                    "WHERE next_id <> ?1");
  for (auto* x : {&put, &erase, &bury, &unbury, &next_id})
    if (!*x)
      return std::move(x->error());
  statements_.emplace(std::move(*put), std::move(*erase), std::move(*bury),
                      std::move(*unbury), std::move(*next_id));
  return {};
}

// Commits that need not be durable leave it to a later one to wait for the
// disk.
caf::error sqlite_store::be_durable(bool x) {
  if (x == is_durable_)
    return {};
  auto problem = database_->run(x ? "PRAGMA synchronous = FULL"
                                  : "PRAGMA synchronous = NORMAL");
  if (!problem)
    is_durable_ = x;
  return problem;
}

caf::error sqlite_store::write(const change_set& changes) {
  if (auto problem = database_->run("BEGIN IMMEDIATE"))
    return problem;
  if (auto problem = write_products(changes))
    return problem;
  if (auto problem = write_removed(changes))
    return problem;
  statements_->next_id.bind(1, static_cast<int64_t>(changes.next_id));
  if (auto code = statements_->next_id.run(); code != SQLITE_DONE)
    return database_->trouble(code);
  return end_write(changes.durable);
}

// A commit that changed nothing doesn't wait for the disk, though those before
// it may need it.
caf::error sqlite_store::end_write(bool durable) {
  logged_ = 0;
  if (auto problem = database_->run("COMMIT"))
    return problem;
  if (durable && is_behind_ && logged_ == 0)
    if (auto problem = database_->sync_log())
      return problem;
  is_behind_ = !durable;
  if (logged_ > 0)
    checkpointer_->log_has(logged_);
  return {};
}

caf::error sqlite_store::write_products(const change_set& changes) {
  auto& [put, erase, bury, unbury, next_id] = *statements_;
  for (auto id : changes.erased) {
    erase.bind(1, static_cast<int64_t>(id));
    if (auto code = erase.run(); code != SQLITE_DONE)
      return database_->trouble(code);
  }
  const product* last = nullptr;
  for (const auto& x : changes.put) {
    put.bind(1, static_cast<int64_t>(x.id));
    put.bind(2, x.name);
    put.bind(3, x.cost.cents);
    put.bind(5, x.quantity);
    put.bind(8, x.source.key);
    // What is bound stays; these are mostly as in the row before.
    if (last == nullptr || last->cost.unit != x.cost.unit)
      put.bind(4, x.cost.unit.code());
    if (last == nullptr || last->category != x.category)
      put.bind(6, x.category);
    if (last == nullptr || last->source.site != x.source.site)
      put.bind(7, x.source.site);
    if (last == nullptr || last->url != x.url)
      put.bind(9, x.url);
    if (last == nullptr || last->edited != x.edited)
      put.bind(10, edited_text(x.edited));
    last = &x;
    if (auto code = put.run(); code != SQLITE_DONE)
      return database_->trouble(code);
  }
  return {};
}

caf::error sqlite_store::write_removed(const change_set& changes) {
  auto& [put, erase, bury, unbury, next_id] = *statements_;
  for (const auto& x : changes.unburied) {
    unbury.bind(1, x.site);
    unbury.bind(2, x.key);
    if (auto code = unbury.run(); code != SQLITE_DONE)
      return database_->trouble(code);
  }
  for (const auto& x : changes.buried) {
    bury.bind(1, x.source.site);
    bury.bind(2, x.source.key);
    bury.bind(3, x.name);
    if (auto code = bury.run(); code != SQLITE_DONE)
      return database_->trouble(code);
  }
  return {};
}

} // namespace storify
