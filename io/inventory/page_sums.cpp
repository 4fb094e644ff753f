// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/page_sums.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <vector>

#include <xxhash.h>

namespace storify {

namespace {

// https://www.sqlite.org/fileformat2.html#the_database_header
constexpr int header_size = 100;
constexpr size_t reserved_at = 20;
constexpr int least_page_size = 512;

/// An open file, and that of the system below it.
struct summed_file : sqlite3_file {
  std::unique_ptr<std::byte[]> place; ///< Of the one below.
  bool is_database = false;
  bool has_sums = false;
  int64_t lets_pass = 0;       ///< Up to here wrong pages are handed out.
  std::set<int64_t> wrong;     ///< Numbers of pages, from 1.
  std::vector<std::byte> page; ///< On its way to the disk.

  sqlite3_file* below() const {
    return reinterpret_cast<sqlite3_file*>(place.get());
  }
};

summed_file& in(sqlite3_file* x) {
  return *static_cast<summed_file*>(x);
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

// Only whole pages have a sum; SQLite looks at pieces of the first one, too.
bool is_page(int size, sqlite3_int64 at) {
  return size >= least_page_size && std::has_single_bit(unsigned(size))
         && at % size == 0;
}

// The number of the page is part of it: a page that came to the place of
// another one is as wrong as one that changed.
uint64_t sum_of(const std::byte* page, int size, int64_t number) {
  return XXH3_64bits_withSeed(page, static_cast<size_t>(size - page_sum_size),
                              static_cast<uint64_t>(number));
}

uint64_t sum_in(const std::byte* page, int size) {
  uint64_t result = 0;
  std::memcpy(&result, page + size - page_sum_size, sizeof result);
  return result;
}

// The header says whether the pages have sums, page 1 among them.
void look_at_header(summed_file& x, const std::byte* bytes, int size,
                    sqlite3_int64 at) {
  if (at == 0 && size >= header_size)
    x.has_sums = bytes[reserved_at] == std::byte{page_sum_size};
}

int read(sqlite3_file* file, void* to, int size, sqlite3_int64 at) {
  auto& x = in(file);
  auto code = x.below()->pMethods->xRead(x.below(), to, size, at);
  if (code != SQLITE_OK || !x.is_database)
    return code;
  const auto* bytes = static_cast<const std::byte*>(to);
  look_at_header(x, bytes, size, at);
  if (!x.has_sums || !is_page(size, at))
    return code;
  auto number = at / size + 1;
  if (sum_in(bytes, size) == sum_of(bytes, size, number))
    return code;
  x.wrong.insert(number);
  return number <= x.lets_pass ? code : SQLITE_IOERR_DATA;
}

int write(sqlite3_file* file, const void* from, int size, sqlite3_int64 at) {
  auto& x = in(file);
  const auto* bytes = static_cast<const std::byte*>(from);
  if (x.is_database)
    look_at_header(x, bytes, size, at);
  if (x.has_sums && is_page(size, at)) {
    x.page.assign(bytes, bytes + size);
    auto sum = sum_of(bytes, size, at / size + 1);
    std::memcpy(x.page.data() + size - page_sum_size, &sum, sizeof sum);
    bytes = x.page.data();
  }
  return x.below()->pMethods->xWrite(x.below(), bytes, size, at);
}

int close(sqlite3_file* file) {
  auto& x = in(file);
  auto code = x.below()->pMethods->xClose(x.below());
  x.~summed_file();
  return code;
}

// Version 2: pages are never mapped, for nobody could look at them then.
constexpr sqlite3_io_methods methods() {
  using io = sqlite3_io_methods;
  io x{};
  x.iVersion = 2;
  x.xClose = close;
  x.xRead = read;
  x.xWrite = write;
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

constexpr sqlite3_io_methods summed_methods = methods();

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
  auto& x = *new (file) summed_file;
  x.pMethods = &summed_methods;
  x.place = std::move(place);
  x.is_database = (flags & SQLITE_OPEN_MAIN_DB) != 0;
  return code;
}

sqlite3_vfs make_vfs() {
  using vfs = sqlite3_vfs;
  vfs x{};
  x.iVersion = 2;
  x.szOsFile = sizeof(summed_file);
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

summed_file& file_of(sqlite3* database) {
  sqlite3_file* file = nullptr;
  sqlite3_file_control(database, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  return in(file);
}

} // namespace

const char* page_sums_vfs() {
  static auto vfs = make_vfs();
  static auto registered = sqlite3_vfs_register(&vfs, 0);
  return registered == SQLITE_OK ? vfs.zName : nullptr;
}

void ignore_page_sums(sqlite3* database, int64_t last) {
  file_of(database).lets_pass = last;
}

const std::set<int64_t>& wrong_pages(sqlite3* database) {
  return file_of(database).wrong;
}

} // namespace storify
