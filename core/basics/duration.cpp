// SPDX-License-Identifier: BSD-3-Clause
#include "core/basics/duration.hpp"

#include <array>
#include <charconv>
#include <cstdint>

#include <fmt/format.h>

#include "core/basics/text.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace {

struct unit {
  std::string_view name;
  int64_t nanoseconds;
};

// From the largest to the smallest.
constexpr std::array units{
  unit{"h", 3'600'000'000'000},
  unit{"m", 60'000'000'000},
  unit{"s", 1'000'000'000},
  unit{"ms", 1'000'000},
};

caf::error not_a_time(std::string_view text, std::string_view why) {
  return fail(ec::bad_usage,
              fmt::format("\"{}\" is not a time: {}; write it as 500ms, 10s, "
                          "5m or 1h30m",
                          printable(text), why));
}

} // namespace

caf::expected<caf::timespan> parse_duration(std::string_view text) {
  if (text.empty())
    return not_a_time(text, "it is empty");
  if (text == "0")
    return caf::timespan{0};
  int64_t sum = 0;
  size_t next_unit = 0;
  for (auto rest = text; !rest.empty();) {
    uint64_t number = 0;
    auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(),
                                        number);
    if (error == std::errc::invalid_argument)
      return not_a_time(text, "a whole number is missing");
    rest.remove_prefix(static_cast<size_t>(end - rest.data()));
    auto name = rest.substr(0, rest.find_first_of("0123456789"));
    while (next_unit < units.size() && units[next_unit].name != name)
      ++next_unit;
    if (next_unit == units.size())
      return not_a_time(text, "the units are h, m, s and ms, in this order");
    rest.remove_prefix(name.size());
    int64_t part = 0;
    if (error == std::errc::result_out_of_range
        || __builtin_mul_overflow(number, units[next_unit++].nanoseconds, &part)
        || __builtin_add_overflow(sum, part, &sum))
      return not_a_time(text, "it is too long");
  }
  return caf::timespan{sum};
}

std::string format_duration(caf::timespan time) {
  std::string result;
  auto rest = time.count();
  for (const auto& unit : units) {
    if (rest >= unit.nanoseconds)
      result += fmt::format("{}{}", rest / unit.nanoseconds, unit.name);
    rest %= unit.nanoseconds;
  }
  return result.empty() ? "0s" : result;
}

} // namespace storify
