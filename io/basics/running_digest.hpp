// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <memory>
#include <string>
#include <string_view>

struct XXH3_state_s;

namespace storify {

/// The checksum of a text that comes in pieces: XXH3, 128 bits. It finds what
/// a disk or a slip does to a file, not what somebody forges.
class running_digest {
public:
  running_digest();

  void add(std::string_view piece);

  /// Returns that of all pieces so far: 32 digits, as `xxh128sum` prints them.
  std::string digits() const;

private:
  struct deleter {
    void operator()(XXH3_state_s* x) const;
  };

  std::unique_ptr<XXH3_state_s, deleter> state_;
};

} // namespace storify
