// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/sqlite_connection.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "io/basics/file_trouble.hpp"
#include "io/inventory/page_sums.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace {

// How long somebody who looks into the database may hold us up.
constexpr int patience_ms = 2000;

std::string_view remedy(int code) {
  switch (code) {
    case SQLITE_FULL: return "make room there";
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return "close the other program that has it open";
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return "allow writing there, or choose another folder with --data";
    case SQLITE_CANTOPEN:
      return "check the folder, or choose another one with --data";
    default:
      return "check that the disk is sound and has room, or choose another "
             "folder with --data";
  }
}

} // namespace

caf::expected<sqlite_connection>
sqlite_connection::open(const std::filesystem::path& file,
                        const std::filesystem::path& known_as) {
  sqlite_connection result;
  result.file_ = known_as.string();
  sqlite3* handle = nullptr;
  auto code = sqlite3_open_v2(file.c_str(), &handle,
                              SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                | SQLITE_OPEN_NOMUTEX,
                              sqlite_vfs());
  result.handle_.reset(handle);
  if (code != SQLITE_OK)
    return result.trouble(code);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  sqlite3_busy_timeout(handle, patience_ms);
  return result;
}

caf::error sqlite_connection::run(const char* statements) {
  auto code = sqlite3_exec(handle_.get(), statements, nullptr, nullptr,
                           nullptr);
  return code == SQLITE_OK ? caf::error{} : trouble(code);
}

caf::expected<sqlite_statement>
sqlite_connection::prepare(std::string_view statement) {
  sqlite3_stmt* handle = nullptr;
  auto code = sqlite3_prepare_v3(handle_.get(), statement.data(),
                                 static_cast<int>(statement.size()),
                                 SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
  if (code != SQLITE_OK)
    return trouble(code);
  return sqlite_statement{handle};
}

caf::expected<int64_t> sqlite_connection::number(std::string_view query) {
  auto statement = prepare(query);
  if (!statement)
    return std::move(statement.error());
  auto code = statement->step();
  if (code == SQLITE_DONE)
    return damaged(fmt::format("no answer to {}", query));
  if (code != SQLITE_ROW)
    return trouble(code);
  return statement->number(0);
}

void sqlite_connection::count_logged_pages(int& pages) {
  auto count = [](void* counter, sqlite3*, const char*, int logged) {
    *static_cast<int*>(counter) = logged;
    return SQLITE_OK;
  };
  sqlite3_wal_hook(handle_.get(), count, &pages);
}

caf::error sqlite_connection::sync_log() {
  auto* file = log();
  if (file == nullptr)
    return {};
  auto code = file->pMethods->xSync(file, SQLITE_SYNC_NORMAL);
  return code == SQLITE_OK ? caf::error{} : trouble(code);
}

caf::error sqlite_connection::rewrite_log() {
  auto* file = log();
  if (file == nullptr)
    return {};
  std::vector<char> piece(64 * 1024);
  sqlite3_int64 size = 0;
  auto code = file->pMethods->xFileSize(file, &size);
  for (sqlite3_int64 at = 0; code == SQLITE_OK && at < size;) {
    auto most = static_cast<sqlite3_int64>(piece.size());
    auto length = static_cast<int>(std::min(most, size - at));
    code = file->pMethods->xRead(file, piece.data(), length, at);
    if (code == SQLITE_OK)
      code = file->pMethods->xWrite(file, piece.data(), length, at);
    at += length;
  }
  return code == SQLITE_OK ? sync_log() : trouble(code);
}

void sqlite_connection::lay_out_log(int64_t size) {
  auto* file = log();
  std::vector<char> zeros(64 * 1024);
  sqlite3_int64 at = 0;
  auto code = file == nullptr ? SQLITE_NOTFOUND
                              : file->pMethods->xFileSize(file, &at);
  for (; code == SQLITE_OK && at < size; at += std::ssize(zeros))
    code = file->pMethods->xWrite(file, zeros.data(),
                                  static_cast<int>(zeros.size()), at);
}

void sqlite_connection::reserve_page_sums() {
  int size = page_sum_size;
  sqlite3_file_control(handle_.get(), "main", SQLITE_FCNTL_RESERVE_BYTES,
                       &size);
}

bool sqlite_connection::has_page_sums() {
  int size = -1;
  sqlite3_file_control(handle_.get(), "main", SQLITE_FCNTL_RESERVE_BYTES,
                       &size);
  return size == page_sum_size;
}

int sqlite_connection::checkpoint() {
  // A connection that has read nothing yet doesn't know that there is a log.
  if (run("SELECT 1 FROM sqlite_schema LIMIT 1"))
    return 0;
  int logged = 0;
  int moved = 0;
  auto code = sqlite3_wal_checkpoint_v2(
    handle_.get(), nullptr, SQLITE_CHECKPOINT_PASSIVE, &logged, &moved);
  return code == SQLITE_OK ? moved : 0;
}

void sqlite_connection::roll_back() {
  forget_log_frames(handle_.get());
  if (in_transaction())
    run("ROLLBACK");
}

void sqlite_connection::checkpoint_on_close() {
  sqlite3_db_config(handle_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0,
                    nullptr);
}

// Returns the log, or nothing as long as there is none.
sqlite3_file* sqlite_connection::log() const {
  sqlite3_file* file = nullptr;
  sqlite3_file_control(handle_.get(), "main", SQLITE_FCNTL_JOURNAL_POINTER,
                       &file);
  return file != nullptr && file->pMethods != nullptr ? file : nullptr;
}

// Returns the error number behind an extended code, 0 if there is none. Of what
// a commit met only the log's file knows it: SQLite asks for it when it runs a
// statement, and a commit writes at the end of that.
int sqlite_connection::system_number(int code) const {
  auto kind = code & 0xFF;
  if (kind != SQLITE_IOERR && kind != SQLITE_CANTOPEN)
    return 0; // the system wasn't asked: the number is an old one
  auto* file = code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_WRITE
                 ? log()
                 : nullptr;
  int number = 0;
  if (file != nullptr)
    file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &number);
  return number != 0 ? number : sqlite3_system_errno(handle_.get());
}

caf::error sqlite_connection::trouble(int code, std::string_view place) const {
  auto where = place.empty() ? file_ : fmt::format("{}, {}", file_, place);
  auto kind = code & 0xFF;
  // The connection knows nothing of what was done to the log past it.
  auto is_known = (sqlite3_errcode(handle_.get()) & 0xFF) == kind;
  auto* words = is_known ? sqlite3_errmsg(handle_.get()) : sqlite3_errstr(code);
  if (code == SQLITE_IOERR_DATA
      || sqlite3_extended_errcode(handle_.get()) == SQLITE_IOERR_DATA)
    return fail(ec::storage_damaged,
                fmt::format("{}: page {} is not as it was written", where,
                            *wrong_pages().rbegin()));
  // SQLITE_ERROR: our own tables are not there as we made them.
  if (kind == SQLITE_CORRUPT || kind == SQLITE_NOTADB || kind == SQLITE_ERROR)
    return fail(ec::storage_damaged, fmt::format("{}: {}", where, words));
  auto is_whole = code != kind || !is_known;
  auto system = system_number(
    is_whole ? code : sqlite3_extended_errcode(handle_.get()));
  if (system == 0)
    return fail(ec::storage_failed,
                fmt::format("{}: {}; {}", where, words, remedy(kind)));
  return fail(ec::storage_failed,
              fmt::format("{}: {} ({}); {}", where, words, system_text(system),
                          remedy(kind)));
}

caf::error sqlite_connection::damaged(std::string_view place) const {
  return fail(ec::storage_damaged, fmt::format("{}, {}", file_, place));
}

} // namespace storify
