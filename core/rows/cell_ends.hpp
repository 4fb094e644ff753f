// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "core/rows/byte_words.hpp"

namespace storify {

/// Finds the separators and line feeds of a text, be they in quotes or not: a
/// block is looked at once, and all of them in it are known then.
class cell_ends {
public:
  cell_ends() = default;
  cell_ends(std::string_view text, char separator)
    : text_(text), separator_(separator), ends_(ends_of_block(0)) {
  }

  /// Returns where the first separator or line feed is from `at` on, or the
  /// size of the text. @pre `at` is at most that
  size_t find(size_t at) {
    for (;;) {
      if (at - block_ < block_size) {
        if (auto rest = ends_ >> (at - block_); rest != 0)
          return at + static_cast<size_t>(std::countr_zero(rest));
        at = block_ + block_size;
      }
      if (at >= text_.size())
        return text_.size();
      block_ = at;
      ends_ = ends_of_block(at);
    }
  }

private:
  static constexpr size_t block_size = 64;

  uint64_t ends_of_block(size_t at) const {
    auto rest = text_.substr(at);
    if (rest.size() >= block_size)
      return ends_in(rest.data());
    std::array<char, block_size> block{};
    std::ranges::copy(rest, block.begin());
    return ends_in(block.data());
  }

  // Returns a bit for each byte, the lowest for the first.
  uint64_t ends_in(const char* block) const {
    uint64_t result = 0;
    for (size_t i = 0; i < block_size; i += sizeof(byte_word)) {
      byte_word word = 0;
      std::memcpy(&word, block + i, sizeof(word));
      auto ends = each_byte_equal(word, separator_)
                  | each_byte_equal(word, '\n');
      result |= one_bit_a_byte(ends) << i;
    }
    return result;
  }

  std::string_view text_;
  char separator_ = ',';
  size_t block_ = 0;  ///< Where it begins.
  uint64_t ends_ = 0; ///< A bit for each of its bytes.
};

} // namespace storify
