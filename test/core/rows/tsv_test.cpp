// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE tsv
#include "test/suite.hpp"

#include "core/rows/tsv.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/rows/formats.hpp"

using namespace storify;

namespace {

using record = std::vector<std::string_view>;

void check_read(const std::string& text, const std::string& expected) {
  tsv_reader reader{text};
  std::string result;
  record cells;
  while (*reader.next(cells)) {
    result += std::to_string(reader.line());
    for (auto cell : cells)
      result.append("[").append(cell).append("]");
  }
  CAF_MESSAGE(text);
  CAF_CHECK_EQUAL(result, expected);
}

} // namespace

CAF_TEST(lines are records and tabs part cells) {
  check_read("", "");
  check_read("a\tb", "1[a][b]");
  check_read("a\tb\r\n\nc\n", "1[a][b]3[c]");
  check_read("\ta\t\n", "1[][a][]");
  check_read("\xEF\xBB\xBF"
             "a\n",
             "1[a]");
}

CAF_TEST(quotes mean nothing and escapes are undone) {
  check_read("\"a\"\t\"b\n", "1[\"a\"][\"b]");
  check_read(R"(a\tb\\t\n\r\x\)", "1[a\tb\\t\n\r\\x\\]");
}

CAF_TEST(what is written is read again) {
  std::array<std::string_view, 4> cells{"a\tb", "c\\nd", "\n\r", "é"};
  row_writer writer{row_format::tsv, {{"1"}, {"2"}, {"3"}, {"4"}}};
  std::string text;
  writer.append_row(text, cells);
  tsv_reader reader{text};
  record again;
  CAF_REQUIRE(*reader.next(again));
  CAF_CHECK(std::ranges::equal(again, cells));
}
