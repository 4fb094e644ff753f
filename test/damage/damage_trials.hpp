// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "caf/error.hpp"

#include "io/inventory/storage.hpp"
#include "test/damage/stored_goods.hpp"
#include "test/temp_folder.hpp"

namespace storify {

/// Damages the files of a shop, again and again, and looks at what the store
/// makes of it: it tells, and leaves the files alone, or gives back what there
/// was.
class damage_trials {
public:
  /// `targets`: the files that are damaged, one at a time.
  damage_trials(storage_kind kind, kept_goods kept,
                std::vector<std::string> targets);

  /// Takes it for honest if what is loaded is what an earlier step left: SQLite
  /// ends its log where its checksums do.
  void allow_earlier_steps() {
    first_allowed_ = 0;
  }

  /// Plays the wanted seeds, or a part of them; returns the first broken
  /// promise, or nothing.
  std::string play_all(uint64_t part = 1);

  /// Returns what became of the damages.
  std::string rates() const;

private:
  void play(uint64_t seed);
  void put();
  bool is_told_by_load();
  bool is_told_by_check();
  void check_honest();
  void check_told(const caf::error& why);
  void check_untouched(std::string_view by);
  void must(bool is_so, std::string_view promise, const caf::error& why = {});

  storage_kind kind_;
  kept_goods kept_;
  std::vector<std::string> targets_;
  size_t first_allowed_;
  temp_folder folder_{temp_folder::memory()};
  folder_files files_; ///< Those of the seed that is played.
  stored_goods found_;
  std::string target_;
  std::string what_;
  uint64_t seed_ = 0;
  std::string flaw_;
  uint64_t told_by_load_ = 0;
  uint64_t told_by_check_ = 0;
  uint64_t harmless_ = 0;
  uint64_t earlier_ = 0;
};

} // namespace storify
