// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/sqlite_repair.hpp"

#include <cerrno>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "io/basics/disk.hpp"
#include "io/basics/file_trouble.hpp"
#include "io/inventory/kept_copy.hpp"
#include "io/inventory/sqlite_check.hpp"
#include "io/inventory/sqlite_connection.hpp"
#include "io/inventory/sqlite_file.hpp"
#include "io/inventory/sqlite_mending.hpp"
#include "io/inventory/sqlite_salvage.hpp"
#include "io/inventory/sqlite_schema.hpp"
#include "io/inventory/whole_file.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace fs = std::filesystem;

namespace {

using found_before = caf::expected<store_findings>;

void remove_database(const fs::path& file) {
  std::error_code ignored;
  for (const auto* end : {"", "-wal", "-shm", "-journal"})
    fs::remove(file.string() + end, ignored);
}

std::string what_is_wrong(const fs::path& file, const found_before& found) {
  if (!found)
    return fmt::format("found damage: {}", detail(found.error()));
  auto words = fmt::format("found damage: {}: {}", file.string(),
                           found->first.front());
  if (found->differences > 1)
    words += fmt::format(", and {} more", found->differences - 1);
  return words;
}

class sqlite_repair {
public:
  // SQLite puts the log beside the file itself, not beside a link to it.
  explicit sqlite_repair(const fs::path& file)
    : file_(real_file(file)), aside_(aside_of(file_)) {
  }
  ~sqlite_repair() {
    fresh_.reset();
    remove_database(aside_);
  }

  sqlite_repair(const sqlite_repair&) = delete;
  sqlite_repair& operator=(const sqlite_repair&) = delete;

  caf::expected<repair_report> run(const found_before& found);

private:
  caf::error beyond_repair(std::string_view why) const;
  caf::error open();
  caf::error compare_signatures();
  caf::error rebuild();
  caf::error look_for_products();
  caf::error replace();
  caf::error end_log();

  fs::path file_;
  fs::path aside_;
  std::optional<sqlite_connection> damaged_;
  std::optional<sqlite_connection> fresh_;
  repair_report report_;
};

caf::error sqlite_repair::beyond_repair(std::string_view why) const {
  return fail(ec::storage_damaged, fmt::format("{}, {}", file_.string(), why));
}

// Opens the damaged database, whatever can be read of it, and a new one.
caf::error sqlite_repair::open() {
  remove_database(aside_);
  auto fresh = sqlite_connection::open(aside_);
  if (!fresh)
    return std::move(fresh.error());
  fresh_.emplace(std::move(*fresh));
  // One file, that needn't be safe before it is complete.
  if (auto problem = fresh_->run("PRAGMA journal_mode = MEMORY;"
                                 "PRAGMA synchronous = OFF"))
    return problem;
  if (auto problem = create_sqlite_schema(*fresh_))
    return problem;
  auto damaged = sqlite_connection::open(file_);
  if (!damaged)
    return std::move(damaged.error());
  damaged_.emplace(std::move(*damaged));
  damaged_->ignore_page_sums();
  // What is wrong with one table must not hide the others.
  return damaged_->run("PRAGMA writable_schema = ON");
}

// What has another form than ours would be misread.
caf::error sqlite_repair::compare_signatures() {
  constexpr std::pair<const char*, const char*> signatures[]{
    {"PRAGMA application_id", "this is a database of another program"},
    {"PRAGMA user_version", "an older storify wrote it: open it with this one, "
                            "if that goes, and repair it then"},
    {"SELECT encoding = 'UTF-8' FROM pragma_encoding", "its header is damaged"},
  };
  for (auto [query, why] : signatures) {
    auto ours = fresh_->number(query);
    auto theirs = damaged_->number(query);
    if (!ours || !theirs)
      return !ours ? ours.error() : theirs.error();
    if (*theirs != *ours)
      return beyond_repair(why);
  }
  if (!damaged_->has_page_sums())
    return beyond_repair("its header is not as it was written");
  return {};
}

caf::error sqlite_repair::rebuild() {
  if (auto problem = fresh_->run("BEGIN"))
    return problem;
  if (auto problem = salvage(*damaged_, *fresh_))
    return problem;
  if (auto problem = look_for_products())
    return problem;
  auto done = mend(*fresh_);
  if (!done)
    return std::move(done.error());
  report_.done.insert(report_.done.end(), done->begin(), done->end());
  if (auto problem = fresh_->run("COMMIT"))
    return problem;
  fresh_.reset();
  auto now = check_sqlite(aside_);
  if (!now)
    return std::move(now.error());
  report_.now = std::move(*now);
  return {};
}

// An empty shop is no way to mend one.
caf::error sqlite_repair::look_for_products() {
  auto lost = fresh_->number("SELECT count(*) FROM lost "
                             "WHERE kind IN ('product', 'movement')");
  auto rows = fresh_->number("SELECT (SELECT count(*) FROM product) "
                             "+ (SELECT count(*) FROM movement)");
  if (!lost || !rows)
    return !lost ? lost.error() : rows.error();
  if (*lost > 0 && *rows == 0)
    return beyond_repair("no product in it can be read");
  return {};
}

// Once the old log is gone the new file can take the place: it would be taken
// for the log of that one.
caf::error sqlite_repair::replace() {
  auto& disk = real_disk();
  auto fd = disk.open(aside_);
  if (!fd || disk.copy_mode(file_, fd.get()) != 0 || disk.sync(fd.get()) != 0)
    return file_trouble(aside_, "written", errno);
  if (auto problem = end_log())
    return problem;
  if (disk.rename(aside_, file_) != 0)
    return file_trouble(file_, "replaced", errno);
  return sync_name(file_, disk);
}

// Moves the log into the old file, so that it has all until the new one comes.
caf::error sqlite_repair::end_log() {
  auto busy = damaged_->number("PRAGMA wal_checkpoint(TRUNCATE)");
  damaged_.reset();
  if (!busy)
    return std::move(busy.error());
  if (*busy != 0)
    return fail(ec::storage_failed,
                fmt::format("{} is in use: close the other program that has it "
                            "open",
                            file_.string()));
  auto& disk = real_disk();
  for (const auto* end : {"-wal", "-shm"}) {
    auto log = file_.string() + end;
    if (disk.unlink(log) != 0 && errno != ENOENT)
      return file_trouble(log, "replaced", errno);
  }
  return sync_name(file_, disk);
}

caf::expected<repair_report> sqlite_repair::run(const found_before& found) {
  if (auto problem = open())
    return problem;
  if (auto problem = compare_signatures())
    return problem;
  report_.done.push_back(what_is_wrong(file_, found));
  if (auto problem = rebuild())
    return problem;
  if (report_.now.differences > 0) {
    report_.done.push_back(
      fmt::format("could not mend all: {} stays as it was", file_.string()));
    return std::move(report_);
  }
  // Until here all was only read.
  auto copy = keep_copy(file_, ".damaged");
  if (!copy)
    return std::move(copy.error());
  report_.done.push_back(
    fmt::format("kept what was there as {}", copy->string()));
  if (auto problem = replace())
    return problem;
  report_.done.push_back(
    fmt::format("put what was mended in the place of {}", file_.string()));
  return std::move(report_);
}

} // namespace

caf::expected<repair_report> repair_sqlite(const fs::path& file,
                                           const found_before& found) {
  if (!found && found.error() != ec::storage_damaged)
    return found.error();
  auto there = has_sqlite_file(file, real_disk());
  if (!there)
    return std::move(there.error());
  if (!*there)
    return fail(ec::file_not_found, file.string());
  return sqlite_repair{file}.run(found);
}

} // namespace storify
