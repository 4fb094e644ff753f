// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace storify {

enum class disk_fault : uint8_t {
  full,        ///< No room: ENOSPC of what needs some.
  broken,      ///< EIO.
  short_write, ///< Half is written, then there is no room.
  power_cut,   ///< EIO, and all that comes later fails, too.
};

/// Which calls fail: those numbered `first` to `last`, from 1. Only calls that
/// the fault can hit are numbered.
struct fault_plan {
  static constexpr uint64_t for_ever = UINT64_MAX;

  disk_fault kind = disk_fault::broken;
  uint64_t first = for_ever;
  uint64_t last = for_ever;
};

/// A file of a simulated disk. `text` is what programs read.
struct simulated_file {
  /// Something that programs find in the file, and the disk perhaps not.
  struct change {
    uint64_t offset = 0;
    std::string bytes;
    bool is_end = false; ///< The file ends at `offset`.
  };

  std::string text;
  std::string synced;
  std::vector<change> unsynced;
};

/// A folder on a disk that does what a test planned, in memory. It keeps what
/// was synced apart from what was not, file by file and name by name. A copy is
/// what a killed process leaves behind. Calls return 0 or an error number.
class simulated_disk {
public:
  using file = std::shared_ptr<simulated_file>;

  simulated_disk() = default;
  simulated_disk(const simulated_disk& other);
  simulated_disk& operator=(const simulated_disk& other);

  /// Has calls fail; they are numbered anew.
  void plan(const fault_plan& x);

  /// Returns how many calls were numbered.
  uint64_t calls() const {
    return calls_;
  }
  /// Returns how many calls failed.
  uint64_t failed() const {
    return failed_;
  }
  bool is_cut() const {
    return is_cut_;
  }

  /// Returns what a power cut leaves: what was synced, and by chance some of
  /// the names and of the sectors that were not. The same seed leaves the same.
  simulated_disk after_power_cut(uint64_t seed) const;

  // -- names, which are whole paths -------------------------------------------

  int open(const std::string& name, file& result);
  /// @pre there is no such file
  int create(const std::string& name, file& result);
  int link(const std::string& name, const std::string& other_name);
  int rename(const std::string& from, const std::string& to);
  int unlink(const std::string& name);
  int sync_names();
  bool has(const std::string& name) const {
    return names_.contains(name);
  }

  // -- files ------------------------------------------------------------------

  /// Sets `size` to what was read.
  int read(const simulated_file& from, uint64_t offset, char* to, size_t& size);
  /// Sets `written`, also when it fails.
  int write(simulated_file& to, uint64_t offset, std::string_view bytes,
            size_t& written);
  int resize(simulated_file& x, uint64_t size);
  /// `with_names`: as `sync_names`, too.
  int sync(simulated_file& x, bool with_names = false);
  /// A call that only asks, or only changes what no disk keeps.
  int touch(bool needs_room);

private:
  /// Names that come and go at once.
  struct name_change {
    std::string gone;
    std::string here;
    file what;
  };

  /// What becomes of a call.
  struct fate {
    int error = 0;
    bool happens = true; ///< Also of the one that the power cut hits.
  };

  fate next(bool needs_room, bool changes, bool writes = false);
  void change_names(name_change x);
  void keep_names();
  static void apply(const name_change& x, std::map<std::string, file>& names);

  std::map<std::string, file> names_;
  std::map<std::string, file> synced_names_;
  std::vector<name_change> unsynced_names_;
  fault_plan plan_;
  uint64_t calls_ = 0;
  uint64_t failed_ = 0;
  bool is_cut_ = false;
};

} // namespace storify
