// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE product_text
#include "test/suite.hpp"

#include "core/rows/product_text.hpp"

#include <string>
#include <string_view>

#include "core/rows/guarded_rows.hpp"
#include "messages/errors.hpp"

using namespace storify;

namespace {

using enum row_format;

// Returns each row as `id:name=cents CURRENCY*quantity;`, or the error.
std::string read(row_format format, std::string text) {
  auto rows = read_product_text(format, std::move(text), {});
  if (!rows)
    return detail(rows.error());
  std::string result;
  for (const auto& x : *rows) {
    if (x.id)
      result += std::to_string(*x.id) + ":";
    result += x.draft.name + "=" + std::to_string(x.draft.cost.cents) + " ";
    result += x.draft.cost.unit.code();
    result += "*" + std::to_string(x.draft.quantity) + ";";
  }
  return result;
}

void check_read(row_format format, const std::string& text,
                const std::string& expected) {
  CAF_MESSAGE(text);
  CAF_CHECK_EQUAL(read(format, text), expected);
}

void check_refused(row_format format, const std::string& text,
                   std::string_view begin, std::string_view part) {
  auto answer = read(format, text);
  CAF_MESSAGE(answer);
  CAF_CHECK(answer.starts_with(begin));
  CAF_CHECK(answer.find(part) != std::string::npos);
}

} // namespace

CAF_TEST(CSV is read with and without a header) {
  check_read(csv, "", "");
  check_read(csv, "Lampe,19.99,3\nTable,\"1 649,99\",0\n",
             "Lampe=1999 EUR*3;Table=164999 EUR*0;");
  check_read(csv, "price,Name,note,quantity\n12.5,é,x,1\n", "é=1250 EUR*1;");
  check_read(csv, "id,name,price,quantity,currency\n7,a,1.00,1,USD\n,b,2,1,\n",
             "7:a=100 USD*1;b=200 EUR*1;");
}

CAF_TEST(only an apostrophe that guards a cell is taken off) {
  check_read(csv, "'=1+1,1.00,1\n''t Huis,1.00,1\n't Huis,1.00,1\n''=x,2,1\n",
             "=1+1=100 EUR*1;'t Huis=100 EUR*1;'t Huis=100 EUR*1;"
             "'=x=200 EUR*1;");
  check_read(tsv, "'=1\t1.00\t1\n", "'=1=100 EUR*1;");
}

CAF_TEST(every guarded cell is what it was) {
  for (std::string_view cell :
       {"=1", "+1", "-1", "@x", "'x", "''", "'=", "\tx", "\rx", "x", "", "'"}) {
    auto guarded = needs_guard(cell) ? "'" + std::string{cell}
                                     : std::string{cell};
    CAF_CHECK_EQUAL(without_guard(guarded), cell);
  }
}

CAF_TEST(JSON is read as a list or as an inventory or as lines) {
  check_read(json, R"([{"name":"a","price":1.5,"quantity":2}])",
             "a=150 EUR*2;");
  check_read(json,
             R"({"version":1,"products":[{"id":3,"name":"b\u00e9",)"
             R"("price":"9,99","quantity":2,"x":[1,{}]}]})",
             "3:bé=999 EUR*2;");
  check_read(jsonl,
             "{\"name\":\"a\",\"price\":1,\"quantity\":2}\n\n"
             "{\"quantity\":1,\"price\":2,\"name\":\"b\",\"id\":null}",
             "a=100 EUR*2;b=200 EUR*1;");
}

CAF_TEST(the first problem is told and the others are counted) {
  check_refused(csv, "a,1.00,1\nb,x,1\nc,1.00\nd,1.00,1\ne,1.00,-1\n",
                "line 2: \"x\" is not a price", "(and 2 more)");
  check_refused(jsonl, "{\"name\":\"a\",\"price\":1,\"quantity\":2}\n[]\n{",
                "line 2: ", "(and 1 more)");
  check_refused(json,
                "[{\"name\":\"a\",\"price\":1,\"quantity\":2},\n7,\n"
                "{\"name\":\"\",\"price\":1,\"quantity\":2}]",
                "line 2: ", "(and 1 more)");
}

CAF_TEST(whatever is wrong with a file is told with its line) {
  check_refused(csv, "name,price\na,1.00\n", "line 1: ", "quantity");
  check_refused(csv, "a,1.00,1\n\"b,1.00,1\n", "line 2: ", "never closed");
  check_refused(csv, "a,1.00,1\nb\xE9,1.00,1\n", "line 2: ", "UTF-8");
  check_refused(csv, "id,name,price,quantity\n0,a,1,1\n", "line 2: id:", "0");
  check_refused(tsv, "a\t1.00\t1\tEUR\n", "line 1: ", "4 instead of 3 cells");
  check_refused(tsv, "name\tprice\tquantity\tcurrency\na\t1\t1\teuro\n",
                "line 2: currency:", "euro");
  check_refused(json, "{\"name\":\"a\"}", "line 1: ", "list of products");
  check_refused(json, "7", "line 1: ", "list of products");
  check_refused(json, "", "line 1: ", "JSON");
  check_refused(json, "[{\"name\":\"a\",\n\"price\":1", "line ", "JSON");
  check_refused(json, "[{\"id\":nul,\"name\":\"a\"}]",
                "line 1: id:", "neither");
  check_refused(jsonl, "{\"name\":[1],\"price\":1,\"quantity\":2}",
                "line 1: name:", "neither");
}
