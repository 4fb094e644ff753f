// SPDX-License-Identifier: BSD-3-Clause
#include "core/basics/whole_number.hpp"

#include <charconv>
#include <cstddef>
#include <system_error>

namespace storify {

std::optional<int64_t> read_whole_number(std::string_view text) {
  // No number with so few digits is too large.
  constexpr size_t few = 18;
  int64_t result = 0;
  if (text.size() <= few) {
    for (auto c : text) {
      if (c < '0' || c > '9')
        return std::nullopt;
      result = result * 10 + (c - '0');
    }
    return text.empty() ? std::nullopt : std::optional{result};
  }
  auto* end = text.data() + text.size();
  auto [rest, problem] = std::from_chars(text.data(), end, result);
  if (problem != std::errc{} || rest != end || text.starts_with('-'))
    return std::nullopt;
  return result;
}

} // namespace storify
