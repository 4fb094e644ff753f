// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE product_lines
#include "test/suite.hpp"

#include "core/rows/product_lines.hpp"

#include <string>
#include <string_view>
#include <vector>

#include "core/rows/formats.hpp"
#include "core/rows/product_columns.hpp"

using namespace storify;

namespace {

// Returns what the writer for all kinds of rows makes of it.
std::string by_row_writer(row_format format, const product& x) {
  row_writer rows{format, {product_columns.begin(), product_columns.end()}};
  product_writer writer;
  std::string out;
  rows.append_row(out, writer.cells(x).cells);
  return out;
}

void check_lines(const product& x) {
  CAF_MESSAGE(x.name.substr(0, 40));
  std::string csv;
  append_csv_product(csv, x);
  CAF_CHECK_EQUAL(csv, by_row_writer(row_format::csv, x));
  std::string json;
  append_json_product(json, x, empty_members::written);
  json += '\n';
  CAF_CHECK_EQUAL(json, by_row_writer(row_format::jsonl, x));
}

product chair() {
  return {7,
          "Étagère",
          {64'999, *currency::from("CHF")},
          12,
          "MEUBLE",
          {"home24", "sku:1"},
          "https://x/",
          {true, false, true}};
}

} // namespace

CAF_TEST(a line is as any row is) {
  check_lines({});
  check_lines(chair());
  auto x = chair();
  x.id = 9'000'000'000'000'000'000u;
  x.cost.cents = price::max_cents;
  x.quantity = 1'000'000'000;
  check_lines(x);
  x.cost.cents = 5;
  check_lines(x);
}

CAF_TEST(a text that needs quotes gets them wherever it stands) {
  for (std::string_view nasty :
       {",", "\"", "a\nb", "a\rb", "12345678,", ",12345678", "1234\"5678901",
        "\\", "\x1F", "\x7F", "\u0085", "\u00A0", "a\x1B[2J"}) {
    for (auto text : {&product::name, &product::category, &product::url}) {
      auto x = chair();
      x.*text = nasty;
      check_lines(x);
    }
    for (auto text : {&source_key::site, &source_key::key}) {
      auto x = chair();
      x.source.*text = nasty;
      check_lines(x);
    }
  }
}

CAF_TEST(a text may be of any length) {
  auto x = chair();
  for (size_t size : {0, 1, 7, 8, 9, 700, 768, 769, 1'024, 65'535}) {
    x.name = std::string(size, 'n');
    check_lines(x);
    x.name += ',';
    check_lines(x);
  }
}

CAF_TEST(empty members can be left out) {
  product x;
  x.id = 3;
  x.name = "a";
  std::string out;
  append_json_product(out, x, empty_members::left_out);
  CAF_CHECK_EQUAL(out, "{\"id\":3,\"name\":\"a\",\"price\":0.00,\"quantity\":0,"
                       "\"currency\":\"EUR\"}");
  out.clear();
  x.name = "\"";
  append_json_product(out, x, empty_members::left_out);
  CAF_CHECK_EQUAL(out, "{\"id\":3,\"name\":\"\\\"\",\"price\":0.00,"
                       "\"quantity\":0,\"currency\":\"EUR\"}");
}

CAF_TEST(the header names all columns) {
  std::string out;
  append_csv_header(out);
  CAF_CHECK_EQUAL(
    out, "id,name,price,quantity,currency,category,site,key,url,edited\n");
}
