// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <memory>

#include "test/simulated_disk.hpp"

namespace storify {

/// What SQLite takes for the operating system, as long as this object lives: a
/// simulated disk. May be used by several threads, as SQLite's own.
class simulated_vfs {
public:
  simulated_vfs();
  ~simulated_vfs();
  simulated_vfs(const simulated_vfs&) = delete;
  simulated_vfs& operator=(const simulated_vfs&) = delete;

  /// Has files be opened on that disk from now on, which has to outlive them.
  void use(simulated_disk& x);

  /// Returns whether a thread was here that wasn't the one of the last `use`.
  bool has_met_another_thread() const;

  struct system;

private:
  std::unique_ptr<system> system_;
};

} // namespace storify
