// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE product_text
#include "test/suite.hpp"

#include "core/rows/product_text.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "core/rows/guarded_rows.hpp"
#include "messages/errors.hpp"

using namespace storify;

namespace {

using enum row_format;

// Returns each row as `id:name=cents CURRENCY*quantity;`, and each bad one as
// `line N: reason;`.
std::string read(row_format format, std::string text) {
  auto file = read_product_text(format, std::move(text), {});
  std::string result;
  for (const auto& x : file.rows) {
    if (x.id)
      result += fmt::format("{}:", *x.id);
    result += fmt::format("{}={} {}*{};", x.draft.name, x.draft.cost.cents,
                          x.draft.cost.unit.code(), x.draft.quantity);
  }
  for (const auto& x : file.bad.first)
    result += fmt::format("line {}: {};", x.line, x.reason);
  return result;
}

void check_read(row_format format, const std::string& text,
                const std::string& expected) {
  CAF_MESSAGE(text);
  CAF_CHECK_EQUAL(read(format, text), expected);
}

// Checks that there is no sound row, and what is said of the first bad one.
void check_refused(row_format format, const std::string& text,
                   std::string_view begin, std::string_view part) {
  auto answer = read(format, text);
  CAF_MESSAGE(answer);
  CAF_CHECK(answer.starts_with(begin));
  CAF_CHECK(answer.find(part) != std::string::npos);
}

product_row only_row(row_format format, std::string text) {
  auto file = read_product_text(format, std::move(text), {});
  CAF_CHECK_EQUAL(file.bad.count, 0u);
  CAF_REQUIRE_EQUAL(file.rows.size(), 1u);
  return file.rows.front();
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
  for (std::string_view cell : {"=1", "+1", "-1", "@x", "'x", "''", "'=", "\tx",
                                "\rx", "\nx", "x", "", "'"}) {
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

CAF_TEST(every bad row is told with its line) {
  check_read(csv, "a,1.00,1\nb,x,1\nc,1.00\n\n\"d\x1b\nd\",1.00,1\ne,1.00,1\n",
             "a=100 EUR*1;e=100 EUR*1;line 2: \"x\" is not a price; write it "
             "as 19.99 or 19,99, from 0 to 10000000000;line 3: 2 instead of 3 "
             "cells;line 5: this name can't be used: \"d\uFFFD\u240Ad\" has a "
             "control character in it; leave it out;");
  check_read(jsonl,
             "{\"name\":\"a\",\"price\":1,\"quantity\":2}\n[]\n"
             "{\"name\":\"b\",\"price\":2}",
             "a=100 EUR*2;line 2: this is not an object;line 3: \"\" is not a "
             "quantity; write a whole number from 0 to 1000000000;");
  check_read(json,
             "[{\"name\":\"a\",\"price\":1,\"quantity\":2},\n7,\n"
             "{\"name\":\"\",\"price\":1,\"quantity\":2}]",
             "a=100 EUR*2;line 2: this is not an object;line 3: this name "
             "can't be used: it is blank; a product needs a name;");
}

CAF_TEST(columns that products do not have are told) {
  auto left_out = [](const std::string& text) {
    return read_product_text(csv, text, {}).left_out;
  };
  using names = std::vector<std::string>;
  CAF_CHECK(left_out("Nom;Prix;Quantité;Fournisseur;;Rayon\x1b\na;1;1;b;;c\n")
            == (names{"\"Fournisseur\"", "\"Rayon\uFFFD\""}));
  CAF_CHECK(left_out("Nom;Prix;Quantité\na;1;1\n").empty());
  CAF_CHECK(left_out("a,1,1\n").empty());
}

CAF_TEST(the first hundred bad rows are listed and all are counted) {
  std::string text;
  for (auto i = 0; i < 1000; ++i)
    text += "x\n";
  auto file = read_product_text(csv, text, {});
  CAF_CHECK_EQUAL(file.bad.count, 1000u);
  CAF_REQUIRE_EQUAL(file.bad.first.size(), 100u);
  CAF_CHECK_EQUAL(file.bad.first.back().line, 100u);
}

CAF_TEST(a reason is harmless and short) {
  auto file = read_product_text(
    csv, fmt::format("\x1b[2J{},x,1\n", std::string(100'000, 'x')), {});
  CAF_REQUIRE_EQUAL(file.bad.count, 1u);
  const auto& reason = file.bad.first.front().reason;
  CAF_CHECK(reason.size() < 300);
  CAF_CHECK_EQUAL(reason.find('\x1b'), std::string::npos);
}

CAF_TEST(a header in unknown words is told once) {
  for (auto format : {csv, tsv}) {
    std::string text{"Article,Montant,Nombre\na,1,1\nb,2,x\n"};
    if (format == tsv)
      std::ranges::replace(text, ',', '\t');
    check_read(format, text,
               "line 1: \"Article\" begins neither a product nor a header that "
               "is known; name the columns name, price and quantity, or nom, "
               "prix and quantité;");
  }
  check_refused(csv, "a,cheap\n", "line 1: ", "2 instead of 3 cells");
  check_read(csv, "a,1,1\nb,cheap,many\n",
             "a=100 EUR*1;line 2: \"cheap\" is not a price; write it as 19.99 "
             "or 19,99, from 0 to 10000000000;");
}

CAF_TEST(whatever is wrong with a file is told with its line) {
  check_refused(csv, "name,price\na,1.00\n", "line 1: ", "quantity");
  check_read(csv, "a,1,1\n\"b,1,1\n",
             "a=100 EUR*1;line 2: a quote is opened and never closed;");
  check_read(csv, "b\xE9,1,1\na,1,1\nc\xE9,1,1\nd,x,1\n",
             "a=100 EUR*1;"
             "line 1: this is not valid UTF-8 text; save the file as UTF-8;"
             "line 3: this is not valid UTF-8 text; save the file as UTF-8;"
             "line 4: \"x\" is not a price; write it as 19.99 or 19,99, from 0 "
             "to 10000000000;");
  check_read(csv, "Nom;Prix;Quantit\xE9\na;1;1\n",
             "line 1: this is not valid UTF-8 text; save the file as UTF-8;");
  check_refused(json, "[\n{\"name\":\"\xE9\"}]", "line 2: ", "UTF-8");
  check_refused(jsonl, "\n{\"name\":\"\xE9\"}", "line 2: ", "UTF-8");
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

CAF_TEST(French spreadsheets are read) {
  check_read(csv,
             "\xEF\xBB\xBFNom;Prix;Quantité\r\n"
             "Lampe, chêne;1 299,00 €;3\r\n"
             "\"Table; basse\r\n\";5;1\r\n;;\r\nBanc;12,5; 2 \r\n",
             "Lampe, chêne=129900 EUR*3;Table; basse\r\n=500 EUR*1;"
             "Banc=1250 EUR*2;");
  check_read(csv, "Table\t1\u202F299,00\u00A0€\t1\n", "Table=129900 EUR*1;");
  check_read(json,
             "\xEF\xBB\xBF[{\"Nom\":\"a\",\"prix\":\"9,99\","
             "\"quantité\":\"2\"}]",
             "a=999 EUR*2;");
  check_read(jsonl,
             "\xEF\xBB\xBF{\"name\":\"a\",\"price\":1,"
             "\"quantity\":2}",
             "a=100 EUR*2;");
}

CAF_TEST(a price may name its currency) {
  auto row = only_row(csv, "name,price,quantity\na,$5,1\n");
  CAF_CHECK_EQUAL(row.draft.cost.unit.code(), "USD");
  CAF_CHECK(row.names_currency);
  row = only_row(csv, "name,price,quantity,currency\na,5,1,\n");
  CAF_CHECK(!row.names_currency);
  row = only_row(csv, "name,price,quantity\na,\"1 000,00\",1\n");
  CAF_CHECK(!row.names_currency);
  row = only_row(csv, "name,price,quantity,currency\na,5,1,EUR\n");
  CAF_CHECK(row.names_currency);
}

CAF_TEST(what a file does not have is nothing and what is empty is empty) {
  product_row bare{{}, {"a", {100, {}}, 1}, false};
  bare.line = 1;
  CAF_CHECK(only_row(csv, "a,1,1\n") == bare);
  CAF_CHECK(only_row(tsv, "a\t1\t1\n") == bare);
  CAF_CHECK(only_row(jsonl, R"({"name":"a","price":1,"quantity":1})") == bare);
  CAF_CHECK(only_row(jsonl, R"({"name":"a","price":1,"quantity":1,"url":null})")
            == bare);
  auto whole = bare;
  whole.line = 2;
  whole.category = whole.url = "";
  whole.source = source_key{};
  whole.edited = edited_fields{};
  auto header = "name,price,quantity,category,site,key,url,edited\n";
  CAF_CHECK(only_row(csv, fmt::format("{}a,1,1,,,,,\n", header)) == whole);
  CAF_CHECK(only_row(csv, fmt::format("{}a,1,1,,,,,", header)) == whole);
  auto tabbed = fmt::format("{}a,1,1,,,,,\n", header);
  std::ranges::replace(tabbed, ',', '\t');
  CAF_CHECK(only_row(tsv, tabbed) == whole);
  whole.line = 1;
  CAF_CHECK(only_row(json,
                     R"([{"name":"a","price":1,"quantity":1,"category":"",)"
                     R"("site":"","key":"","url":"","edited":""}])")
            == whole);
}

CAF_TEST(all columns are read) {
  auto row = only_row(csv, "id,name,price,quantity,currency,category,site,key,"
                           "url,edited\n7,a,1,2,CHF,C,s,sku:1,u,name|price\n");
  product_row expected{7,
                       {"a", {100, *currency::from("CHF")}, 2},
                       true,
                       "C",
                       source_key{"s", "sku:1"},
                       "u",
                       edited_fields{true, true, false},
                       2};
  CAF_CHECK(row == expected);
  // A key without its site says nothing.
  row = only_row(csv, "name,price,quantity,key\na,1,1,sku:1\n");
  CAF_CHECK(!row.source);
}

CAF_TEST(what scrapers know is looked at too) {
  auto header = "name,price,quantity,category,edited,id\n";
  auto check = [&](std::string_view row, std::string_view part) {
    check_refused(csv, fmt::format("{}{}\n", header, row), "line 2: ", part);
  };
  check("a,1,1,\x1b[2J,,", "category: \"\uFFFD[2J\" has a control character");
  check("a,1,1,,all,", "edited: \"all\" is not a list");
  check("a,1,1,,,1000000000000000001", "is not a number from 1 to 1000");
  check("a,1,1,,,x", "id: \"x\" is not a number");
  check(fmt::format("a,1,1,{},,", std::string(65'536, 'x')),
        "category: it has more than 65535 bytes");
}

CAF_TEST(rows come by their ids and those without behind them) {
  check_read(csv, "id,name,price,quantity\n9,a,1,1\n,b,1,1\n2,c,1,1\n,d,1,1\n",
             "2:c=100 EUR*1;9:a=100 EUR*1;b=100 EUR*1;d=100 EUR*1;");
}

CAF_TEST(a product that comes twice is a bad row) {
  check_read(csv,
             "id,name,price,quantity\n9,a,1,1\n2,b,1,1\n9,c,1,1\n9,d,1,1\n",
             "2:b=100 EUR*1;9:a=100 EUR*1;line 4: id: 9 is in line 2 already;"
             "line 5: id: 9 is in line 2 already;");
  check_read(csv,
             "id,name,price,quantity,site,key\n7,a,1,1,s,k\n2,b,1,1,t,k\n"
             "3,c,1,1,s,k\n,d,1,1,,\n,e,1,1,,\n",
             "2:b=100 EUR*1;7:a=100 EUR*1;d=100 EUR*1;e=100 EUR*1;line 4: key: "
             "the product of that site and key is in line 2 already;");
}
