// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/sqlite_store.hpp"

#include <utility>

#include "io/inventory/sqlite_file.hpp"
#include "io/inventory/sqlite_history.hpp"
#include "io/inventory/sqlite_schema.hpp"
#include "messages/errors.hpp"

namespace storify {

sqlite_store::sqlite_store(const std::filesystem::path& folder, disk& on)
  : disk_(on), file_(folder / "inventory.db") {
  unread_ = not_read(file_);
}

caf::expected<inventory_part> sqlite_store::load() {
  close();
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
  origins_->end_transaction(!problem);
  if (!problem)
    return changes.revision;
  database_->roll_back();
  has_holes_ = has_holes_ || is_behind_;
  return problem;
}

caf::expected<std::vector<movement>>
sqlite_store::history(const history_query& wanted) {
  if (unread_)
    return unread_;
  return read_history(*database_, *origins_, wanted);
}

std::string sqlite_store::path() const {
  return file_.string();
}

caf::error sqlite_store::open() {
  auto found = has_sqlite_file(file_, disk_);
  if (!found)
    return std::move(found.error());
  if (!*found)
    if (auto problem = create_sqlite_file(file_, disk_))
      return problem;
  auto opened = sqlite_connection::open(file_);
  if (!opened)
    return std::move(opened.error());
  database_.emplace(std::move(*opened));
  if (auto problem = begin_sqlite_schema(*database_))
    return problem;
  auto origins = sqlite_origins::read(*database_);
  if (!origins)
    return std::move(origins.error());
  origins_.emplace(std::move(*origins));
  auto reader = sqlite_reader::open(*database_, *origins_);
  if (!reader)
    return std::move(reader.error());
  reader_.emplace(std::move(*reader));
  // A file of before is read once, and then has checksums.
  if (!database_->in_transaction() && database_->has_page_sums())
    reader_->use_threads();
  return {};
}

// What can't be read is closed as it was found.
caf::error sqlite_store::give_up(caf::error why) {
  unread_ = why;
  close();
  return why;
}

void sqlite_store::close() {
  checkpointer_.reset();
  writer_.reset();
  reader_.reset();
  origins_.reset();
  database_.reset();
}

// From here on the file may be written to. The log is cut when it begins anew,
// so that a large save doesn't leave a large log for ever.
caf::error sqlite_store::begin_writing() {
  if (auto problem = finish_sqlite_schema(*database_))
    return problem;
  if (auto problem = database_->run("PRAGMA journal_mode = WAL;"
                                    "PRAGMA synchronous = FULL;"
                                    "PRAGMA wal_autocheckpoint = 0;"
                                    "PRAGMA journal_size_limit = 16777216"))
    return problem;
  is_durable_ = true;
  // Whoever left the log that was found may have ended before a sync, or after
  // one that failed.
  is_behind_ = true;
  has_holes_ = true;
  database_->count_logged_pages(logged_);
  auto writer = sqlite_writer::open(*database_, *origins_);
  if (!writer)
    return std::move(writer.error());
  writer_.emplace(std::move(*writer));
  checkpointer_.emplace(file_);
  database_->lay_out_log(sqlite_checkpointer::usual_log_size);
  database_->checkpoint_on_close();
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
  // Behind a hole nothing would be found after a power cut.
  if (has_holes_)
    if (auto problem = database_->rewrite_log())
      return problem;
  has_holes_ = false;
  if (auto problem = writer_->write(changes))
    return problem;
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
  if (logged_ > 0 && checkpointer_->log_has(logged_))
    database_->checkpoint();
  return {};
}

} // namespace storify
