// SPDX-License-Identifier: BSD-3-Clause
#include "test/simulated_vfs.hpp"

#include <cerrno>
#include <cstring>
#include <new>
#include <string>
#include <thread>

#include <sqlite3.h>

#include "test/simulated_system.hpp"

namespace storify {

namespace {

int open_or_create(simulated_disk& disk, const std::string& name, bool may_make,
                   simulated_disk::file& result) {
  auto why = disk.open(name, result);
  return why == ENOENT && may_make ? disk.create(name, result) : why;
}

int open(sqlite3_vfs* vfs, sqlite3_filename name, sqlite3_file* file, int flags,
         int* result_flags) {
  auto& sys = in(vfs);
  turn ours{sys};
  file->pMethods = nullptr;
  auto what = std::make_shared<simulated_file>();
  auto may_make = (flags & SQLITE_OPEN_CREATE) != 0;
  if (name != nullptr)
    if (auto why = open_or_create(*sys.disk, name, may_make, what))
      return sys.failed(why, SQLITE_CANTOPEN);
  auto& x = *new (file) open_file;
  x.pMethods = &simulated_file_methods;
  x.sys = &sys;
  x.disk = sys.disk;
  x.what = what;
  x.sharing = sys.sharing_of(what.get());
  x.sharing->enter(file);
  if (name != nullptr && (flags & SQLITE_OPEN_DELETEONCLOSE) != 0)
    x.goes_with_it = name;
  constexpr auto logs = SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL
                        | SQLITE_OPEN_WAL;
  x.syncs_names = may_make && (flags & logs) != 0;
  if (result_flags != nullptr)
    *result_flags = flags;
  return SQLITE_OK;
}

int remove(sqlite3_vfs* vfs, const char* name, int syncs) {
  auto& sys = in(vfs);
  turn ours{sys};
  auto why = sys.disk->unlink(name);
  if (why == ENOENT)
    return SQLITE_IOERR_DELETE_NOENT;
  if (why != 0)
    return sys.failed(why, SQLITE_IOERR_DELETE);
  if ((syncs & 1) != 0)
    why = sys.disk->sync_names();
  return why == 0 ? SQLITE_OK : sys.failed(why, SQLITE_IOERR_DIR_FSYNC);
}

int access(sqlite3_vfs* vfs, const char* name, int, int* result) {
  auto& sys = in(vfs);
  turn ours{sys};
  *result = sys.disk->has(name) ? 1 : 0;
  return SQLITE_OK;
}

int full_name(sqlite3_vfs*, const char* name, int size, char* result) {
  sqlite3_snprintf(size, result, "%s", name);
  return SQLITE_OK;
}

// The same run asks for as many bytes, so it may always get the same ones.
int randomness(sqlite3_vfs*, int size, char* result) {
  std::memset(result, 0x5A, static_cast<size_t>(size));
  return size;
}

int wait(sqlite3_vfs*, int microseconds) {
  std::this_thread::yield();
  return microseconds;
}

int julian_milliseconds(sqlite3_vfs*, sqlite3_int64* result) {
  *result = 212'000'000'000'000; // some day
  return SQLITE_OK;
}

int julian_day(sqlite3_vfs*, double* result) {
  *result = 2'453'703.7;
  return SQLITE_OK;
}

int last_error(sqlite3_vfs* vfs, int, char*) {
  return in(vfs).error;
}

} // namespace

simulated_vfs::simulated_vfs() : system_(std::make_unique<system>()) {
  auto& x = system_->vfs;
  x.iVersion = 2;
  x.szOsFile = sizeof(open_file);
  x.mxPathname = 512;
  x.zName = "simulated";
  x.pAppData = system_.get();
  x.xOpen = open;
  x.xDelete = remove;
  x.xAccess = access;
  x.xFullPathname = full_name;
  x.xRandomness = randomness;
  x.xSleep = wait;
  x.xCurrentTime = julian_day;
  x.xGetLastError = last_error;
  x.xCurrentTimeInt64 = julian_milliseconds;
  sqlite3_vfs_register(&x, 1);
}

simulated_vfs::~simulated_vfs() {
  sqlite3_vfs_unregister(&system_->vfs);
}

void simulated_vfs::use(simulated_disk& x) {
  std::lock_guard<std::mutex> lock{system_->mutex};
  system_->disk = &x;
  system_->owner = std::this_thread::get_id();
  std::erase_if(system_->shared,
                [](const auto& one) { return one.second.expired(); });
  sqlite3_randomness(0, nullptr);
}

bool simulated_vfs::has_met_another_thread() const {
  std::lock_guard<std::mutex> lock{system_->mutex};
  return system_->has_met_another_thread;
}

} // namespace storify
