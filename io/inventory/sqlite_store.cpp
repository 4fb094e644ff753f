// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/sqlite_store.hpp"

#include <utility>

#include <fmt/format.h>

#include "core/rows/product_columns.hpp"
#include "io/inventory/sqlite_image.hpp"
#include "messages/errors.hpp"

namespace storify {

sqlite_store::sqlite_store(const std::filesystem::path& folder)
  : file_(folder / "inventory.db"),
    unread_(fail(ec::storage_failed,
                 fmt::format("{} was not read yet", file_.string()))) {
}

caf::expected<inventory_image> sqlite_store::load() {
  statements_.reset();
  database_.reset();
  auto image = open_and_read();
  unread_ = image ? caf::error{} : image.error();
  if (!image)
    database_.reset();
  return image;
}

caf::expected<uint64_t> sqlite_store::commit(const change_set& changes) {
  if (unread_)
    return unread_;
  auto problem = write(changes);
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

caf::expected<inventory_image> sqlite_store::open_and_read() {
  auto opened = sqlite_connection::open(file_);
  if (!opened)
    return std::move(opened.error());
  database_.emplace(std::move(*opened));
  auto image = read_sqlite_image(*database_);
  if (!image)
    return image;
  // From here on the file may be written to.
  if (auto problem = database_->run("PRAGMA journal_mode = WAL;"
                                    "PRAGMA synchronous = FULL"))
    return problem;
  if (auto problem = prepare())
    return problem;
  database_->checkpoint_on_close();
  return image;
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
  return database_->run("COMMIT");
}

caf::error sqlite_store::write_products(const change_set& changes) {
  auto& [put, erase, bury, unbury, next_id] = *statements_;
  for (auto id : changes.erased) {
    erase.bind(1, static_cast<int64_t>(id));
    if (auto code = erase.run(); code != SQLITE_DONE)
      return database_->trouble(code);
  }
  for (const auto& x : changes.put) {
    put.bind(1, static_cast<int64_t>(x.id));
    put.bind(2, x.name);
    put.bind(3, x.cost.cents);
    put.bind(4, x.cost.unit.code());
    put.bind(5, x.quantity);
    put.bind(6, x.category);
    put.bind(7, x.source.site);
    put.bind(8, x.source.key);
    put.bind(9, x.url);
    put.bind(10, edited_text(x.edited));
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
