// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

namespace storify {

/// Bytes at the end of each page of a database that hold its checksum: SQLite
/// leaves them alone once it was told to reserve them.
constexpr int page_sum_size = 8;

/// Gives each page that is written to a database file a checksum, and compares
/// that of each page that is read. Files whose header does not reserve room for
/// it pass as they are.
class page_sums {
public:
  /// Returns whether what was read at offset `at` may be used.
  bool accept(const std::byte* bytes, int size, int64_t at);

  /// Returns what is to be written there instead of `bytes`; it lives until the
  /// next call.
  const std::byte* sign(const std::byte* bytes, int size, int64_t at);

  /// Accepts the pages up to number `last`, from 1, though their checksums are
  /// wrong.
  void let_pass(int64_t last) {
    lets_pass_ = last;
  }

  /// Returns the numbers of the pages that were not as they had been written.
  const std::set<int64_t>& wrong() const {
    return wrong_;
  }

private:
  bool have_sum(int size, int64_t at) const;
  void look_at_header(const std::byte* bytes, int size, int64_t at);

  bool are_there_ = false;
  int64_t lets_pass_ = 0;
  std::set<int64_t> wrong_;
  std::vector<std::byte> page_; ///< On its way to the disk.
};

} // namespace storify
