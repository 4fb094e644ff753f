// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <vector>

namespace storify {

/// What those share who have an SQLite file open: its locks, and the memory
/// that belongs to its log. No disk keeps any of it. Calls return SQLite's
/// codes; `user` is whoever asks.
class sqlite_sharing {
public:
  void enter(const void* user);
  void leave(const void* user);

  /// Takes a lock on the file, SQLITE_LOCK_...
  int lock(const void* user, int level);
  void unlock(const void* user, int level);
  bool is_reserved() const;

  /// Sets `memory` to a region; to nothing where it isn't there and must not
  /// be made.
  int map(int region, int size, bool make, volatile void** memory);
  /// Takes or gives back locks of the memory; `flags` as xShmLock has them.
  int lock_memory(const void* user, int first, int count, int flags);
  void unlock_memory(const void* user);

private:
  struct locks {
    int level = 0;
    uint32_t shared = 0;    ///< A bit for each lock of the memory.
    uint32_t exclusive = 0; ///< Likewise.
  };

  template <class F>
  bool another_has(const void* user, F what) const;

  std::map<const void*, locks> users_;
  std::vector<std::unique_ptr<char[]>> regions_;
};

} // namespace storify
