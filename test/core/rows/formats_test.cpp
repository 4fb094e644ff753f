// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE formats
#include "test/suite.hpp"

#include "core/rows/formats.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/rows/product_rows.hpp"

using namespace storify;

namespace {

using row = std::vector<std::string_view>;

// What the cells of a hostile shop hold, and what must not be believed.
constexpr std::string_view nasty = "a,\"b\"|c\\d\te\nf\x1B[31m\u009B\x7F";

std::string written(row_format format, const std::vector<row>& rows) {
  row_writer x{format, {{"id", true}, {"name"}, {"price", true}}};
  std::string out;
  if (x.needs_measure())
    for (const auto& cells : rows)
      x.measure(cells);
  x.append_header(out);
  for (const auto& cells : rows) {
    x.append_row(out, cells);
    CAF_CHECK(out.empty() || out.ends_with('\n'));
  }
  x.append_footer(out);
  return out;
}

void check_format(row_format format, const std::vector<row>& rows,
                  const std::string& expected) {
  auto result = written(format, rows);
  CAF_CHECK_EQUAL(result, expected);
}

const std::vector<row> two{{"1", "Été", "649.99"}, {"2", "", "0.00"}};

} // namespace

CAF_TEST(every format has a name) {
  for (size_t i = 0; i < row_format_names.size(); ++i)
    CAF_CHECK(row_format_from(row_format_names[i])
              == static_cast<row_format>(i));
  CAF_CHECK(!row_format_from("xml"));
  CAF_CHECK(!row_format_from(""));
}

CAF_TEST(a table is for people) {
  check_format(row_format::table, two,
               "id  name   price\n"
               "──  ────  ──────\n"
               " 1  Été   649.99\n"
               " 2          0.00\n");
}

CAF_TEST(csv quotes what needs it) {
  check_format(row_format::csv, {}, "id,name,price\n");
  check_format(row_format::csv, two, "id,name,price\n1,Été,649.99\n2,,0.00\n");
  check_format(row_format::csv, {{"1", "a,\"b\"\nc", "1.00"}},
               "id,name,price\n1,\"a,\"\"b\"\"\nc\",1.00\n");
}

CAF_TEST(tsv escapes what would end a cell) {
  check_format(row_format::tsv, two,
               "id\tname\tprice\n1\tÉté\t649.99\n2\t\t0.00\n");
  check_format(row_format::tsv, {{"1", "a\tb\nc\\d\re", "1.00"}},
               "id\tname\tprice\n1\ta\\tb\\nc\\\\d\\re\t1.00\n");
}

CAF_TEST(json is an array with an object a line) {
  check_format(row_format::json, {}, "[\n]\n");
  check_format(row_format::json, two,
               "[\n"
               "{\"id\":1,\"name\":\"Été\",\"price\":649.99},\n"
               "{\"id\":2,\"name\":\"\",\"price\":0.00}\n"
               "]\n");
}

CAF_TEST(jsonl is an object a line) {
  check_format(row_format::jsonl, {}, "");
  check_format(row_format::jsonl, two,
               "{\"id\":1,\"name\":\"Été\",\"price\":649.99}\n"
               "{\"id\":2,\"name\":\"\",\"price\":0.00}\n");
  check_format(row_format::jsonl, {{"", "x", ""}},
               "{\"id\":null,\"name\":\"x\",\"price\":null}\n");
}

CAF_TEST(json brings every text back and no control character) {
  auto text = written(row_format::json, {{"1", nasty, "1.00"}});
  auto back = nlohmann::json::parse(text);
  CAF_CHECK_EQUAL(back[0]["name"].get<std::string>(), std::string{nasty});
  for (std::string_view bad : {"\x1B", "\u009B", "\x7F", "\t"})
    CAF_CHECK_EQUAL(text.find(bad), std::string::npos);
  auto kept = std::string{"\u00A0 \u00BF"}; // their first byte is as that of C1
  text = written(row_format::jsonl, {{"1", kept, "1.00"}});
  CAF_CHECK_NOT_EQUAL(text.find(kept), std::string::npos);
}

CAF_TEST(markdown escapes what would end a cell) {
  check_format(row_format::markdown, two,
               "| id | name | price |\n"
               "| ---: | --- | ---: |\n"
               "| 1 | Été | 649.99 |\n"
               "| 2 |  | 0.00 |\n");
  auto text = written(row_format::markdown, {{"1", nasty, "1.00"}});
  CAF_CHECK_NOT_EQUAL(text.find("\\|c\\\\d"), std::string::npos);
  CAF_CHECK_EQUAL(text.find('\x1B'), std::string::npos);
}

CAF_TEST(products have all columns for programs and the main ones for people) {
  product x;
  x.id = 7;
  x.name = "Étagère";
  x.cost = {64999, {}};
  x.quantity = 3;
  x.category = "MEUBLE";
  x.source = {"home24", "sku:1"};
  std::string out;
  product_rows csv{row_format::csv};
  csv.append_header(out);
  csv.append_row(out, x);
  CAF_CHECK_EQUAL(out, "id,name,price,quantity,currency,category,site,key,url,"
                       "edited\n"
                       "7,Étagère,649.99,3,EUR,MEUBLE,home24,sku:1,,\n");
  out.clear();
  product_rows table{row_format::table};
  table.measure(x);
  table.append_header(out);
  table.append_row(out, x);
  CAF_CHECK_EQUAL(out, "id  name      price  currency  quantity  category\n"
                       "──  ───────  ──────  ────────  ────────  ────────\n"
                       " 7  Étagère  649.99  EUR              3  MEUBLE\n");
}
