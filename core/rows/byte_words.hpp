// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace storify {

/// Eight bytes of a text, looked at together. Source: Warren, Hacker's Delight,
/// section 6-1.
using byte_word = uint64_t;

/// Returns eight times `c`.
constexpr byte_word eight_of(char c) {
  return 0x0101010101010101u * static_cast<unsigned char>(c);
}

/// Returns 0 if no byte of `x` is 0. Otherwise the lowest bit that is set is in
/// the first such byte of a text, where words are little endian.
constexpr byte_word zero_bytes(byte_word x) {
  return (x - eight_of(1)) & ~x & eight_of('\x80');
}

/// Returns 0 if no byte of `x` is `c`; else as `zero_bytes`.
constexpr byte_word bytes_equal(byte_word x, char c) {
  return zero_bytes(x ^ eight_of(c));
}

/// Returns the high bit of each byte of `x` that is `c`, of no other.
constexpr byte_word each_byte_equal(byte_word x, char c) {
  constexpr auto low_bits = ~eight_of('\x80');
  x ^= eight_of(c);
  return ~(((x & low_bits) + low_bits) | x) & ~low_bits;
}

/// Returns the high bits of the bytes of `x`, that of the first byte of a text
/// lowest. @pre no other bit is set
constexpr uint64_t one_bit_a_byte(byte_word x) {
  if constexpr (std::endian::native == std::endian::big)
    x = __builtin_bswap64(x);
  return (x >> 7) * 0x0102040810204080u >> 56;
}

/// Returns 0 if no byte of `x` is below 0x20.
constexpr byte_word control_bytes(byte_word x) {
  return (x - eight_of(' ')) & ~x & eight_of('\x80');
}

/// Returns whether `test` returns other than 0 for some word of `text`; spaces
/// are added to a text that is shorter than a word.
template <class Test>
bool any_word(std::string_view text, Test test) {
  byte_word word = eight_of(' ');
  if (text.size() < sizeof(word)) {
    if (!text.empty())
      std::memcpy(&word, text.data(), text.size());
    return test(word) != 0;
  }
  auto last = text.size() - sizeof(word);
  byte_word found = 0;
  for (size_t at = 0; at < last; at += sizeof(word)) {
    std::memcpy(&word, text.data() + at, sizeof(word));
    found |= test(word);
  }
  std::memcpy(&word, text.data() + last, sizeof(word));
  return (found | test(word)) != 0;
}

/// Returns whether all of `text` is ASCII.
inline bool is_ascii(std::string_view text) {
  return !any_word(text, [](byte_word x) { return x & eight_of('\x80'); });
}

} // namespace storify
