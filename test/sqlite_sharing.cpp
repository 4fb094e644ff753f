// SPDX-License-Identifier: BSD-3-Clause
#include "test/sqlite_sharing.hpp"

#include <cstddef>

#include <sqlite3.h>

namespace storify {

void sqlite_sharing::enter(const void* user) {
  users_[user] = {};
}

// The memory goes with the last who used it.
void sqlite_sharing::leave(const void* user) {
  users_.erase(user);
  if (users_.empty())
    regions_.clear();
}

int sqlite_sharing::lock(const void* user, int level) {
  auto& own = users_[user].level;
  if (own >= level)
    return SQLITE_OK;
  auto another_is_at = [&](int least) {
    return another_has(user, [=](const locks& x) { return x.level >= least; });
  };
  if (level == SQLITE_LOCK_SHARED && another_is_at(SQLITE_LOCK_PENDING))
    return SQLITE_BUSY;
  if (level > SQLITE_LOCK_SHARED && another_is_at(SQLITE_LOCK_RESERVED))
    return SQLITE_BUSY;
  if (level == SQLITE_LOCK_EXCLUSIVE && another_is_at(SQLITE_LOCK_SHARED)) {
    own = SQLITE_LOCK_PENDING;
    return SQLITE_BUSY;
  }
  own = level;
  return SQLITE_OK;
}

void sqlite_sharing::unlock(const void* user, int level) {
  users_[user].level = level;
}

bool sqlite_sharing::is_reserved() const {
  return another_has(nullptr, [](const locks& x) {
    return x.level >= SQLITE_LOCK_RESERVED;
  });
}

int sqlite_sharing::map(int region, int size, bool make,
                        volatile void** memory) {
  auto index = static_cast<size_t>(region);
  *memory = nullptr;
  if (index >= regions_.size() && !make)
    return SQLITE_OK;
  while (index >= regions_.size())
    regions_.push_back(std::make_unique<char[]>(static_cast<size_t>(size)));
  *memory = regions_[index].get();
  return SQLITE_OK;
}

int sqlite_sharing::lock_memory(const void* user, int first, int count,
                                int flags) {
  auto wanted = (1u << (first + count)) - (1u << first);
  auto& own = users_[user];
  if ((flags & SQLITE_SHM_UNLOCK) != 0) {
    own.shared &= ~wanted;
    own.exclusive &= ~wanted;
    return SQLITE_OK;
  }
  auto is_exclusive = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
  auto hinders = [=](const locks& x) {
    return ((x.exclusive | (is_exclusive ? x.shared : 0)) & wanted) != 0;
  };
  if (another_has(user, hinders))
    return SQLITE_BUSY;
  (is_exclusive ? own.exclusive : own.shared) |= wanted;
  return SQLITE_OK;
}

void sqlite_sharing::unlock_memory(const void* user) {
  users_[user].shared = 0;
  users_[user].exclusive = 0;
}

template <class F>
bool sqlite_sharing::another_has(const void* user, F what) const {
  for (const auto& [other, held] : users_)
    if (other != user && what(held))
      return true;
  return false;
}

} // namespace storify
