// SPDX-License-Identifier: BSD-3-Clause
#include <cerrno>
#include <cstring>
#include <string_view>

#include "test/simulated_system.hpp"

namespace storify {

namespace {

int close(sqlite3_file* file) {
  auto& x = in(file);
  turn ours{*x.sys};
  x.sharing->leave(file);
  if (!x.goes_with_it.empty())
    x.disk->unlink(x.goes_with_it);
  x.~open_file();
  return SQLITE_OK;
}

int read(sqlite3_file* file, void* to, int most, sqlite3_int64 offset) {
  auto& x = in(file);
  turn ours{*x.sys};
  auto wanted = static_cast<size_t>(most);
  auto size = wanted;
  auto* bytes = static_cast<char*>(to);
  if (auto why = x.disk->read(*x.what, static_cast<uint64_t>(offset), bytes,
                              size))
    return x.sys->failed(why, SQLITE_IOERR_READ);
  if (size == wanted)
    return SQLITE_OK;
  std::memset(bytes + size, 0, wanted - size);
  return SQLITE_IOERR_SHORT_READ;
}

int write(sqlite3_file* file, const void* from, int size,
          sqlite3_int64 offset) {
  auto& x = in(file);
  turn ours{*x.sys};
  std::string_view bytes{static_cast<const char*>(from),
                         static_cast<size_t>(size)};
  size_t written = 0;
  auto why = x.disk->write(*x.what, static_cast<uint64_t>(offset), bytes,
                           written);
  if (why == 0)
    return SQLITE_OK;
  return x.sys->failed(why, why == ENOSPC ? SQLITE_FULL : SQLITE_IOERR_WRITE);
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
  auto& x = in(file);
  turn ours{*x.sys};
  auto why = x.disk->resize(*x.what, static_cast<uint64_t>(size));
  return why == 0 ? SQLITE_OK : x.sys->failed(why, SQLITE_IOERR_TRUNCATE);
}

// The first time a new log brings its name to the disk, too. SQLite's own for
// Unix keeps it to itself if that alone fails, so here it doesn't.
int sync(sqlite3_file* file, int) {
  auto& x = in(file);
  turn ours{*x.sys};
  if (auto why = x.disk->sync(*x.what, x.syncs_names))
    return x.sys->failed(why, SQLITE_IOERR_FSYNC);
  x.syncs_names = false;
  return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  auto& x = in(file);
  turn ours{*x.sys};
  *size = static_cast<sqlite3_int64>(x.what->text.size());
  return SQLITE_OK;
}

int lock(sqlite3_file* file, int level) {
  turn ours{*in(file).sys};
  return in(file).sharing->lock(file, level);
}

int unlock(sqlite3_file* file, int level) {
  turn ours{*in(file).sys};
  in(file).sharing->unlock(file, level);
  return SQLITE_OK;
}

int check_reserved_lock(sqlite3_file* file, int* is_reserved) {
  turn ours{*in(file).sys};
  *is_reserved = in(file).sharing->is_reserved() ? 1 : 0;
  return SQLITE_OK;
}

int file_control(sqlite3_file* file, int what, void* answer) {
  if (what != SQLITE_FCNTL_LAST_ERRNO)
    return SQLITE_NOTFOUND;
  turn ours{*in(file).sys};
  *static_cast<int*>(answer) = in(file).sys->error;
  return SQLITE_OK;
}

// This and the next: what SQLite's own for Unix say of a common disk.
int sector_size(sqlite3_file*) {
  return 4096;
}

int device_characteristics(sqlite3_file*) {
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

int map_memory(sqlite3_file* file, int region, int size, int make,
               volatile void** memory) {
  auto& x = in(file);
  turn ours{*x.sys};
  if (auto why = x.disk->touch(make != 0))
    return x.sys->failed(why, SQLITE_IOERR_SHMMAP);
  return x.sharing->map(region, size, make != 0, memory);
}

int lock_memory(sqlite3_file* file, int first, int count, int flags) {
  turn ours{*in(file).sys};
  return in(file).sharing->lock_memory(file, first, count, flags);
}

void memory_barrier(sqlite3_file* file) {
  turn ours{*in(file).sys};
}

int unmap_memory(sqlite3_file* file, int) {
  turn ours{*in(file).sys};
  in(file).sharing->unlock_memory(file);
  return SQLITE_OK;
}

} // namespace

const sqlite3_io_methods simulated_file_methods{2,
                                                close,
                                                read,
                                                write,
                                                truncate,
                                                sync,
                                                file_size,
                                                lock,
                                                unlock,
                                                check_reserved_lock,
                                                file_control,
                                                sector_size,
                                                device_characteristics,
                                                map_memory,
                                                lock_memory,
                                                memory_barrier,
                                                unmap_memory,
                                                nullptr,
                                                nullptr};

} // namespace storify
