// SPDX-License-Identifier: BSD-3-Clause
#include "core/basics/folding.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include <utf8proc.h>

namespace storify {

namespace {

// The longest that one character becomes (U+FDFA) has 18.
constexpr size_t max_parts = 32;

const utf8proc_uint8_t* bytes_of(const char* text) {
  return reinterpret_cast<const utf8proc_uint8_t*>(text);
}

char* put(char* out, std::string_view text) {
  return std::copy(text.begin(), text.end(), out);
}

// What Unicode does not decompose, and no keyboard has: shops write d’été, and
// people look for d'ete.
std::string_view as_typed(utf8proc_int32_t code) {
  switch (code) {
    case 0x0153: return "oe";
    case 0x00E6: return "ae";
    case 0x02BC: // ʼ, of ŉ
    case 0x2018:
    case 0x2019: return "'";
    case 0x201C:
    case 0x201D: return "\"";
    case 0x2010: // and what is wider than a hyphen
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212: return "-";
    default: return {};
  }
}

char* fold_code(char* out, utf8proc_int32_t code) {
  constexpr auto options = static_cast<utf8proc_option_t>(
    UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK
    | UTF8PROC_CASEFOLD);
  std::array<utf8proc_int32_t, max_parts> parts{};
  auto boundary = 0;
  auto count = utf8proc_decompose_char(code, parts.data(), max_parts, options,
                                       &boundary);
  for (size_t i = 0; i < static_cast<size_t>(count); ++i)
    if (auto typed = as_typed(parts[i]); !typed.empty())
      out = put(out, typed);
    else
      out += utf8proc_encode_char(parts[i],
                                  reinterpret_cast<utf8proc_uint8_t*>(out));
  return out;
}

// The letters of Western and Central Europe, U+0080 to U+024F: all that most
// names ever need besides ASCII.
class latin_table {
public:
  struct entry {
    std::array<char, 7> bytes; ///< ¼ becomes five.
    uint8_t size;
  };

  static constexpr utf8proc_int32_t first = 0x80;
  static constexpr utf8proc_int32_t last = 0x24F;

  latin_table() {
    for (auto code = first; code <= last; ++code) {
      std::array<char, max_parts * 4> text{};
      auto* end = fold_code(text.data(), code);
      auto& x = entries_[static_cast<size_t>(code - first)];
      x.size = static_cast<uint8_t>(end - text.data());
      std::copy_n(text.begin(), x.bytes.size(), x.bytes.begin());
    }
  }

  // Returns what the two bytes of a character become, or null if they are none
  // of this table.
  const entry* find(unsigned char lead, unsigned char next) const {
    auto index = ((lead - 0xC2u) << 6) + (next ^ 0x80u);
    return index < entries_.size() && (next & 0xC0u) == 0x80u ? &entries_[index]
                                                              : nullptr;
  }

private:
  std::array<entry, last - first + 1> entries_{};
};

// Folds the character at the start of `text`, which is not ASCII, and takes it
// off there.
char* fold_character(char* out, std::string_view& text,
                     const latin_table& latin) {
  if (text.size() > 1)
    if (const auto* x = latin.find(static_cast<unsigned char>(text[0]),
                                   static_cast<unsigned char>(text[1]))) {
      std::memcpy(out, x->bytes.data(), x->bytes.size());
      text.remove_prefix(2);
      return out + x->size;
    }
  utf8proc_int32_t code = -1;
  auto size = utf8proc_iterate(
    bytes_of(text.data()), static_cast<utf8proc_ssize_t>(text.size()), &code);
  if (code < 0)
    *out++ = text[0];
  else
    out = fold_code(out, code);
  text.remove_prefix(size > 0 ? static_cast<size_t>(size) : 1);
  return out;
}

constexpr uint64_t eight(uint64_t byte) {
  return byte * 0x01'01'01'01'01'01'01'01;
}

constexpr uint64_t high_bits = eight(0x80);

// Returns the bytes with those from A to Z in lower case. The high bits of the
// sums tell where a byte reaches a bound; none goes over into the next byte.
uint64_t lower(uint64_t bytes) {
  auto low = bytes & ~high_bits;
  auto from_a = low + eight(0x80 - 'A');
  auto above_z = low + eight(0x80 - 'Z' - 1);
  auto is_upper = from_a & ~above_z & ~bytes & high_bits;
  return bytes | (is_upper >> 2);
}

// Returns how many bytes are ASCII before the first that is not, `bytes` having
// high bits.
size_t ascii_before(uint64_t bytes) {
  auto high = bytes & high_bits;
  auto zeros = std::endian::native == std::endian::little
                 ? std::countr_zero(high)
                 : std::countl_zero(high);
  return static_cast<size_t>(zeros) / 8;
}

// Returns the first eight bytes of `rest`, the end of `text`; where there are
// fewer, those and zeros. What lies before them spares a copy of any size.
uint64_t next_bytes(std::string_view rest, std::string_view text) {
  uint64_t bytes = 0;
  constexpr auto size = sizeof(bytes);
  if (rest.size() >= size) {
    std::memcpy(&bytes, rest.data(), size);
  } else if (text.size() >= size
             && std::endian::native == std::endian::little) {
    std::memcpy(&bytes, rest.data() + rest.size() - size, size);
    bytes >>= 8 * (size - rest.size());
  } else if (!rest.empty()) {
    std::memcpy(&bytes, rest.data(), rest.size());
  }
  return bytes;
}

} // namespace

// No canonical ordering is needed: all that it orders are the marks, and these
// are left out. So characters are folded one by one, ASCII eight at a time.
char* fold(char* out, std::string_view text) {
  // Made once, from what every other character goes through.
  static const latin_table latin;
  for (auto rest = text; !rest.empty();) {
    auto bytes = next_bytes(rest, text);
    auto lowered = lower(bytes);
    std::memcpy(out, &lowered, sizeof(lowered));
    auto is_ascii = (bytes & high_bits) == 0;
    auto size = is_ascii ? std::min(rest.size(), sizeof(bytes))
                         : ascii_before(bytes);
    out += size;
    rest.remove_prefix(size);
    if (!is_ascii)
      out = fold_character(out, rest, latin);
  }
  return out;
}

void append_folded(std::string& out, std::string_view text) {
  auto size = out.size();
  out.resize(size + room_to_fold(text.size()));
  auto* end = fold(out.data() + size, text);
  out.resize(static_cast<size_t>(end - out.data()));
}

std::string folded(std::string_view text) {
  std::string result;
  append_folded(result, text);
  return result;
}

bool is_same_name(std::string_view x, std::string_view y) {
  return folded(x) == folded(y);
}

} // namespace storify
