// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE duration
#include "test/suite.hpp"

#include "core/basics/duration.hpp"

#include <chrono>
#include <string>
#include <string_view>

#include "messages/errors.hpp"

using namespace storify;
using namespace std::chrono_literals;

namespace {

void check_time(std::string_view text, caf::timespan expected) {
  auto time = parse_duration(text);
  if (!time)
    CAF_ERROR(std::string{text} << ": " << sentence(time.error()));
  else
    CAF_CHECK_EQUAL(*time, expected);
}

void check_refused(std::string_view text, std::string_view why) {
  CAF_MESSAGE("time: " << std::string{text});
  auto time = parse_duration(text);
  CAF_REQUIRE(!time);
  CAF_CHECK(time.error() == ec::bad_usage);
  CAF_CHECK(detail(time.error()).find(why) != std::string::npos);
}

} // namespace

CAF_TEST(times are read with their units) {
  check_time("500ms", 500ms);
  check_time("10s", 10s);
  check_time("5m", 5min);
  check_time("1h30m", 90min);
  check_time("1h2m3s4ms", 1h + 2min + 3s + 4ms);
  check_time("90m", 90min);
  check_time("0", 0s);
  check_time("0s", 0s);
  check_time("2562047h", 2562047h);
}

CAF_TEST(what is no time is refused with the reason) {
  check_refused("", "empty");
  check_refused("-5s", "number is missing");
  check_refused("s", "number is missing");
  check_refused(" 5s", "number is missing");
  check_refused("10", "the units are");
  check_refused("10x", "the units are");
  check_refused("5S", "the units are");
  check_refused("1.5s", "the units are");
  check_refused("30m1h", "in this order");
  check_refused("1s1s", "in this order");
  check_refused("2562048h", "too long");
  check_refused("2562047h99999999999m", "too long");
  check_refused("99999999999999999999s", "too long");
}

CAF_TEST(a time is written as it is read) {
  for (std::string text : {"500ms", "10s", "5m", "1h30m", "1h2m3s4ms", "0s"})
    CAF_CHECK_EQUAL(format_duration(*parse_duration(text)), text);
  CAF_CHECK_EQUAL(format_duration(90s), "1m30s");
  CAF_CHECK_EQUAL(format_duration(999us), "0s");
}
