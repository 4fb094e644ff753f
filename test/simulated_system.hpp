// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include <sqlite3.h>

#include "test/simulated_disk.hpp"
#include "test/simulated_vfs.hpp"
#include "test/sqlite_sharing.hpp"

namespace storify {

/// What all open files have in common.
struct simulated_vfs::system {
  sqlite3_vfs vfs{};
  simulated_disk* disk = nullptr;
  std::map<const simulated_file*, std::weak_ptr<sqlite_sharing>> shared;
  int error = 0; ///< The last one.
  std::mutex mutex;
  std::thread::id owner;
  bool has_met_another_thread = false;

  // Notes the reason of a failure, and returns SQLite's code for it.
  int failed(int reason, int code) {
    error = reason;
    return code;
  }

  std::shared_ptr<sqlite_sharing> sharing_of(const simulated_file* x) {
    auto result = shared[x].lock();
    if (!result)
      shared[x] = result = std::make_shared<sqlite_sharing>();
    return result;
  }
};

/// An open file, in the memory that SQLite gives.
struct open_file : sqlite3_file {
  simulated_vfs::system* sys = nullptr;
  simulated_disk* disk = nullptr;
  simulated_disk::file what;
  std::shared_ptr<sqlite_sharing> sharing;
  std::string goes_with_it; ///< The name of a file that nobody needs later.
  bool syncs_names = false; ///< The first time it is synced.
};

/// One thread at a time; it is noted when that is another one.
class turn {
public:
  explicit turn(simulated_vfs::system& x) : lock_(x.mutex) {
    if (std::this_thread::get_id() != x.owner)
      x.has_met_another_thread = true;
  }

private:
  std::lock_guard<std::mutex> lock_;
};

inline open_file& in(sqlite3_file* x) {
  return *static_cast<open_file*>(x);
}

inline simulated_vfs::system& in(sqlite3_vfs* x) {
  return *static_cast<simulated_vfs::system*>(x->pAppData);
}

/// What SQLite can do with an `open_file`.
extern const sqlite3_io_methods simulated_file_methods;

} // namespace storify
