// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/sqlite_vfs.hpp"

#include <cstddef>
#include <memory>
#include <new>

#include "io/inventory/log_frames.hpp"
#include "io/inventory/page_sums.hpp"

namespace storify {

namespace {

/// An open file, and that of the system below it.
struct open_file : sqlite3_file {
  std::unique_ptr<std::byte[]> place; ///< Of the one below.
  page_sums sums;                     ///< Of a database.
  log_frames frames;                  ///< Of a log.

  sqlite3_file* below() const {
    return reinterpret_cast<sqlite3_file*>(place.get());
  }
};

open_file& in(sqlite3_file* x) {
  return *static_cast<open_file*>(x);
}

sqlite3_vfs* system_vfs() {
  return sqlite3_vfs_find(nullptr);
}

/// Hands a call on to what is below.
template <auto Call>
struct passed_on;

template <class Result, class... Ts,
          Result (*sqlite3_io_methods::*Call)(sqlite3_file*, Ts...)>
struct passed_on<Call> {
  static Result call(sqlite3_file* file, Ts... xs) {
    auto* below = in(file).below();
    return (below->pMethods->*Call)(below, xs...);
  }
};

template <class Result, class... Ts,
          Result (*sqlite3_vfs::*Call)(sqlite3_vfs*, Ts...)>
struct passed_on<Call> {
  static Result call(sqlite3_vfs*, Ts... xs) {
    auto* below = system_vfs();
    return (below->*Call)(below, xs...);
  }
};

/// The same, once a log has all that was written to it.
template <auto Call>
struct flushed;

template <class... Ts, int (*sqlite3_io_methods::*Call)(sqlite3_file*, Ts...)>
struct flushed<Call> {
  static int call(sqlite3_file* file, Ts... xs) {
    auto& x = in(file);
    auto code = x.frames.flush(*x.below());
    return code == SQLITE_OK ? passed_on<Call>::call(file, xs...) : code;
  }
};

std::byte* bytes_in(void* x) {
  return static_cast<std::byte*>(x);
}

const std::byte* bytes_in(const void* x) {
  return static_cast<const std::byte*>(x);
}

int read_page(sqlite3_file* file, void* to, int size, sqlite3_int64 at) {
  auto& x = in(file);
  auto code = x.below()->pMethods->xRead(x.below(), to, size, at);
  if (code == SQLITE_OK && !x.sums.accept(bytes_in(to), size, at))
    return SQLITE_IOERR_DATA;
  return code;
}

int write_page(sqlite3_file* file, const void* from, int size,
               sqlite3_int64 at) {
  auto& x = in(file);
  return x.below()->pMethods->xWrite(
    x.below(), x.sums.sign(bytes_in(from), size, at), size, at);
}

int write_log(sqlite3_file* file, const void* from, int size,
              sqlite3_int64 at) {
  auto& x = in(file);
  return x.frames.write(*x.below(), bytes_in(from), size, at);
}

int close(sqlite3_file* file) {
  auto& x = in(file);
  auto code = x.below()->pMethods->xClose(x.below());
  x.~open_file();
  return code;
}

// Version 2: pages are never mapped, for nobody could look at them then.
constexpr sqlite3_io_methods other_methods() {
  using io = sqlite3_io_methods;
  io x{};
  x.iVersion = 2;
  x.xClose = close;
  x.xRead = passed_on<&io::xRead>::call;
  x.xWrite = passed_on<&io::xWrite>::call;
  x.xTruncate = passed_on<&io::xTruncate>::call;
  x.xSync = passed_on<&io::xSync>::call;
  x.xFileSize = passed_on<&io::xFileSize>::call;
  x.xLock = passed_on<&io::xLock>::call;
  x.xUnlock = passed_on<&io::xUnlock>::call;
  x.xCheckReservedLock = passed_on<&io::xCheckReservedLock>::call;
  x.xFileControl = passed_on<&io::xFileControl>::call;
  x.xSectorSize = passed_on<&io::xSectorSize>::call;
  x.xDeviceCharacteristics = passed_on<&io::xDeviceCharacteristics>::call;
  x.xShmMap = passed_on<&io::xShmMap>::call;
  x.xShmLock = passed_on<&io::xShmLock>::call;
  x.xShmBarrier = passed_on<&io::xShmBarrier>::call;
  x.xShmUnmap = passed_on<&io::xShmUnmap>::call;
  return x;
}

constexpr sqlite3_io_methods database_methods() {
  auto x = other_methods();
  x.xRead = read_page;
  x.xWrite = write_page;
  return x;
}

constexpr sqlite3_io_methods log_methods() {
  using io = sqlite3_io_methods;
  auto x = other_methods();
  x.xWrite = write_log;
  x.xRead = flushed<&io::xRead>::call;
  x.xTruncate = flushed<&io::xTruncate>::call;
  x.xSync = flushed<&io::xSync>::call;
  x.xFileSize = flushed<&io::xFileSize>::call;
  return x;
}

const sqlite3_io_methods* methods_of(int flags) {
  static constexpr auto database = database_methods();
  static constexpr auto log = log_methods();
  static constexpr auto other = other_methods();
  if ((flags & SQLITE_OPEN_MAIN_DB) != 0)
    return &database;
  return (flags & SQLITE_OPEN_WAL) != 0 ? &log : &other;
}

int open(sqlite3_vfs*, sqlite3_filename name, sqlite3_file* file, int flags,
         int* result_flags) {
  file->pMethods = nullptr;
  auto* system = system_vfs();
  // SQLite is C: nothing may be thrown through it.
  std::unique_ptr<std::byte[]> place{
    new (std::nothrow) std::byte[static_cast<size_t>(system->szOsFile)]{}};
  if (!place)
    return SQLITE_NOMEM;
  auto* below = reinterpret_cast<sqlite3_file*>(place.get());
  auto code = system->xOpen(system, name, below, flags, result_flags);
  if (below->pMethods == nullptr)
    return code;
  auto& x = *new (file) open_file;
  x.pMethods = methods_of(flags);
  x.place = std::move(place);
  return code;
}

sqlite3_vfs make_vfs() {
  using vfs = sqlite3_vfs;
  vfs x{};
  x.iVersion = 2;
  x.szOsFile = sizeof(open_file);
  x.mxPathname = system_vfs()->mxPathname;
  x.zName = "storify";
  x.xOpen = open;
  x.xDelete = passed_on<&vfs::xDelete>::call;
  x.xAccess = passed_on<&vfs::xAccess>::call;
  x.xFullPathname = passed_on<&vfs::xFullPathname>::call;
  x.xRandomness = passed_on<&vfs::xRandomness>::call;
  x.xSleep = passed_on<&vfs::xSleep>::call;
  x.xCurrentTime = passed_on<&vfs::xCurrentTime>::call;
  x.xGetLastError = passed_on<&vfs::xGetLastError>::call;
  x.xCurrentTimeInt64 = passed_on<&vfs::xCurrentTimeInt64>::call;
  return x;
}

open_file& file_of(sqlite3* database) {
  sqlite3_file* file = nullptr;
  sqlite3_file_control(database, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  return in(file);
}

open_file* log_of(sqlite3* database) {
  sqlite3_file* file = nullptr;
  sqlite3_file_control(database, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file);
  return file != nullptr && file->pMethods != nullptr ? &in(file) : nullptr;
}

} // namespace

const char* sqlite_vfs() {
  static auto vfs = make_vfs();
  // If that fails, to open a database will: there is no such VFS.
  [[maybe_unused]] static auto registered = sqlite3_vfs_register(&vfs, 0);
  return vfs.zName;
}

void forget_log_frames(sqlite3* database) {
  if (auto* log = log_of(database))
    log->frames.forget();
}

void ignore_page_sums(sqlite3* database, int64_t last) {
  file_of(database).sums.let_pass(last);
}

const std::set<int64_t>& wrong_pages(sqlite3* database) {
  return file_of(database).sums.wrong();
}

} // namespace storify
