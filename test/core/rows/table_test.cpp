// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE table
#include "test/suite.hpp"

#include "core/rows/table.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "core/basics/display_width.hpp"

using namespace storify;

namespace {

using row = std::vector<std::string_view>;

const std::vector<column> columns{{"id", true}, {"name"}, {"price", true}};

std::string shown(const std::vector<row>& rows, table_style style = {}) {
  table x{columns, style};
  for (const auto& cells : rows)
    x.measure(cells);
  std::string out;
  x.append_header(out);
  for (const auto& cells : rows)
    x.append_row(out, cells);
  return out;
}

void check_table(const std::vector<row>& rows, const std::string& expected,
                 table_style style = {}) {
  auto result = shown(rows, style);
  CAF_CHECK_EQUAL(result, expected);
}

} // namespace

CAF_TEST(columns are as wide as needed and numbers stand to the right) {
  check_table({}, "id  name  price\n"
                  "──  ────  ─────\n");
  check_table({{"1", "Lampe", "9.90"}, {"100", "Été", "12345.00"}},
              " id  name      price\n"
              "───  ─────  ────────\n"
              "  1  Lampe      9.90\n"
              "100  Été    12345.00\n");
}

CAF_TEST(widths are those of a terminal) {
  check_table({{"1", "沙发", "1.00"},
               {"2", "e\u0301te\u0301", "2.00"},
               {"3", "😀 x", "3.00"}},
              "id  name  price\n"
              "──  ────  ─────\n"
              " 1  沙发   1.00\n"
              " 2  e\u0301te\u0301    2.00\n"
              " 3  😀 x   3.00\n");
}

CAF_TEST(an escape sequence in a cell is harmless) {
  auto result = shown({{"1", "a\x1B[31m\nb\u009B", "1.00"}});
  CAF_CHECK_EQUAL(result.find('\x1B'), std::string::npos);
  CAF_CHECK_EQUAL(result.find("\u009B"), std::string::npos);
  CAF_CHECK_EQUAL(std::count(result.begin(), result.end(), '\n'), 3);
}

CAF_TEST(the header alone has colour) {
  check_table({{"1", "Lampe", "9.90"}},
              "\x1B[1mid  name   price\x1B[0m\n"
              "──  ─────  ─────\n"
              " 1  Lampe   9.90\n",
              {true, 0});
}

CAF_TEST(the widest text is cut where the terminal is narrow) {
  check_table({{"1", "Table basse en bois", "9.90"}},
              "id  name          price\n"
              "──  ────────────  ─────\n"
              " 1  Table basse…   9.90\n",
              {false, 23});
  check_table({{"1", "Lampe", "9.90"}},
              "id  name   price\n"
              "──  ─────  ─────\n"
              " 1  Lampe   9.90\n",
              {false, 16});
}

CAF_TEST(numbers are never cut and names keep their beginning) {
  check_table({{"123456", "Table basse en bois", "123456.90"}},
              "    id  name          price\n"
              "──────  ────────  ─────────\n"
              "123456  Table b…  123456.90\n",
              {false, 5});
}

CAF_TEST(a very long name is cut) {
  std::string name(100'000, 'x');
  auto result = shown({{"1", name, "1.00"}}, {false, 80});
  auto first = result.substr(0, result.find('\n'));
  CAF_CHECK_EQUAL(display_width(first), 80u);
}
