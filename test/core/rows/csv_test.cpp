// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE csv
#include "test/suite.hpp"

#include "core/rows/csv.hpp"

#include <string>
#include <string_view>
#include <vector>

#include "messages/errors.hpp"

using namespace storify;

namespace {

using record = std::vector<std::string_view>;

// Returns all records, each as `[cell][cell]`, up to the end or an error.
std::string read(std::string text) {
  csv_reader reader{std::move(text)};
  std::string result;
  record cells;
  auto more = reader.next(cells);
  for (; more && *more; more = reader.next(cells)) {
    for (auto cell : cells)
      result.append("[").append(cell).append("]");
    result += ';';
  }
  return more ? result : result + detail(more.error());
}

void check_read(const std::string& text, const std::string& expected) {
  CAF_MESSAGE(text);
  CAF_CHECK_EQUAL(read(text), expected);
}

} // namespace

CAF_TEST(records end with any line end or with the text) {
  check_read("", "");
  check_read("a,b", "[a][b];");
  check_read("a,b\nc,d\n", "[a][b];[c][d];");
  check_read("a,b\r\nc,d\r\n", "[a][b];[c][d];");
  check_read("\n\r\na\n\n\nb\n\n", "[a];[b];");
  check_read("\xEF\xBB\xBF"
             "a,b\n",
             "[a][b];");
}

CAF_TEST(empty cells count) {
  check_read(",", "[][];");
  check_read("a,\n,b\n", "[a][];[][b];");
  check_read("\"\"\n", "[];");
}

CAF_TEST(quotes hold commas and quotes and line breaks) {
  check_read("\"a,b\",c", "[a,b][c];");
  check_read("\"a\"\"b\"\"\",\"\"\"\"\n", "[a\"b\"][\"];");
  check_read("\"a\r\nb\",c\nd\n", "[a\r\nb][c];[d];");
  check_read("a \"b\" c,5\"\n", "[a \"b\" c][5\"];");
  check_read("\"a\",\"b\"\r\n", "[a][b];");
}

CAF_TEST(it makes no difference where in a text a record is) {
  for (size_t size = 1; size < 140; ++size) {
    auto first = std::string(size, 'x');
    CAF_REQUIRE_EQUAL(
      read(first + ",\"a,\n\"\"b\",,c\r\n" + first + "\n\r\nd,e"),
      "[" + first + "][a,\n\"b][][c];[" + first + "];[d][e];");
  }
}

CAF_TEST(another character may part the cells) {
  csv_reader reader{"a,b;\"c;\"\"d\";\r\ne\n;\n", ';'};
  record cells;
  CAF_REQUIRE(*reader.next(cells));
  CAF_CHECK_EQUAL(cells, (record{"a,b", "c;\"d", ""}));
  CAF_REQUIRE(*reader.next(cells));
  CAF_CHECK_EQUAL(cells, record{"e"});
  CAF_REQUIRE(*reader.next(cells));
  CAF_CHECK_EQUAL(cells, (record{"", ""}));
  CAF_CHECK(!*reader.next(cells));
}

CAF_TEST(what is no CSV is told with its line) {
  check_read("a\n\"b\nc", "[a];line 2: a quote is opened and never closed");
  check_read("a\n\"b\nc\"d\n",
             "[a];line 3: there is text behind a closing quote");
}

CAF_TEST(the line of a record is where it begins) {
  csv_reader reader{"a\n\n\"b\nb\"\nc"};
  std::vector<size_t> lines;
  record cells;
  while (*reader.next(cells))
    lines.push_back(reader.line());
  CAF_CHECK_EQUAL(lines, (std::vector<size_t>{1, 3, 5}));
}

CAF_TEST(what is written is read again) {
  std::vector<std::string> cells{"",       "plain",   "a,b", "\"q\"", "x\ny",
                                 "x\r\ny", "é 🛋", "'",   "\r",    " "};
  std::string text;
  append_csv_record(text, cells);
  append_csv_record(text, std::vector<std::string>{"end"});
  csv_reader reader{text};
  record again;
  CAF_REQUIRE(*reader.next(again));
  CAF_CHECK_EQUAL(std::vector<std::string>(again.begin(), again.end()), cells);
  CAF_REQUIRE(*reader.next(again));
  CAF_CHECK_EQUAL(again.front(), "end");
}

CAF_TEST(only cells that need quotes get them) {
  std::string text;
  append_csv_record(text, record{"a b", "c,d", "e\"f"});
  CAF_CHECK_EQUAL(text, "a b,\"c,d\",\"e\"\"f\"\n");
}

CAF_TEST(the line of a byte that is not UTF 8 is told) {
  CAF_CHECK(!check_utf8("é\nb"));
  auto problem = check_utf8("a\nb\nc\xE9\nd");
  CAF_CHECK_EQUAL(
    detail(problem),
    "line 3: this is not valid UTF-8 text; save the file as UTF-8");
}

CAF_TEST(a text may come in pieces) {
  std::vector<std::string> pieces{"\xEF\xBB\xBF"
                                  "a,b\n",
                                  "c,\"d\"\"\n",
                                  "e\n",
                                  "f\"\"\",\"g\"\"\"\n",
                                  "h,i\n\n",
                                  "j"};
  size_t next = 0;
  csv_reader reader{[&](std::string& text) -> caf::expected<bool> {
    if (next == pieces.size())
      return false;
    text += pieces[next++];
    return true;
  }};
  std::vector<std::string> found;
  record cells;
  while (*reader.next(cells)) {
    auto line = std::to_string(reader.line());
    for (auto cell : cells)
      line.append("|").append(cell);
    found.push_back(line);
  }
  std::vector<std::string> expected{"1|a|b", "2|c|d\"\ne\nf\"|g\"", "5|h|i",
                                    "7|j"};
  CAF_CHECK_EQUAL(found, expected);
}

CAF_TEST(a quote that is never closed is told behind the last piece) {
  std::vector<std::string> pieces{"a\n", "\"b\n", "c\n"};
  size_t next = 0;
  csv_reader reader{[&](std::string& text) -> caf::expected<bool> {
    if (next == pieces.size())
      return false;
    text += pieces[next++];
    return true;
  }};
  record cells;
  CAF_REQUIRE(*reader.next(cells));
  auto more = reader.next(cells);
  CAF_REQUIRE(!more);
  CAF_CHECK_EQUAL(detail(more.error()),
                  "line 2: a quote is opened and never closed");
}

CAF_TEST(an error of the supply is passed on) {
  csv_reader reader{[](std::string&) -> caf::expected<bool> {
    return fail(ec::storage_failed, "gone");
  }};
  record cells;
  auto more = reader.next(cells);
  CAF_REQUIRE(!more);
  CAF_CHECK(more.error() == ec::storage_failed);
}
