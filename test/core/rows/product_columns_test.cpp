// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE product_columns
#include "test/suite.hpp"

#include "core/rows/product_columns.hpp"

#include <optional>
#include <string>
#include <string_view>

#include "messages/errors.hpp"

using namespace storify;

namespace {

using enum product_column;

product_cells sound_cells() {
  product_cells cells;
  cells[name] = "Lampe";
  cells[price] = "19.99";
  cells[quantity] = "3";
  return cells;
}

void check_bad(product_column where, std::string_view cell) {
  auto cells = sound_cells();
  cells[where] = cell;
  product_view ignored;
  auto problem = read_product(cells, ignored);
  CAF_MESSAGE(cell);
  CAF_REQUIRE(problem == ec::bad_row);
  CAF_MESSAGE(detail(problem));
  CAF_CHECK(detail(problem).starts_with(name_of(where)));
}

} // namespace

CAF_TEST(the columns have their names and their order) {
  std::string names;
  for (const auto& x : product_columns)
    names.append(x.name).append(",");
  CAF_CHECK_EQUAL(
    names, "id,name,price,quantity,currency,category,site,key,url,edited,");
  CAF_CHECK(column_named("Quantity") == quantity);
  CAF_CHECK(column_named("ur") == std::nullopt);
}

CAF_TEST(a product is the same after its cells) {
  product x{7,
            "é, \"q\"",
            {5, *storify::currency::from("CHF")},
            12,
            "MEUBLE",
            {"home24", "sku:1"},
            "https://x/",
            {true, false, true}};
  product_writer writer;
  const auto& cells = writer.cells(x);
  CAF_CHECK_EQUAL(cells[id], "7");
  CAF_CHECK_EQUAL(cells[price], "0.05");
  CAF_CHECK_EQUAL(cells[edited], "name|quantity");
  product_view again;
  CAF_REQUIRE(!read_product(cells, again));
  CAF_CHECK_EQUAL(again.copy(), x);
}

CAF_TEST(cells that are not there have a meaning) {
  product_view read;
  CAF_REQUIRE(
    !read_product(sound_cells(), read, *storify::currency::from("GBP")));
  product expected;
  expected.name = "Lampe";
  expected.cost = {1999, *storify::currency::from("GBP")};
  expected.quantity = 3;
  CAF_CHECK_EQUAL(read.copy(), expected);
}

CAF_TEST(a bad cell is told with its column) {
  for (auto cell : {"0", "-1", "1.5", "x", "99999999999999999999"})
    check_bad(id, cell);
  for (auto cell : {"", "a\vb", "a\x1B[2Jb"})
    check_bad(name, cell);
  for (auto cell : {"", "x", "-1", "1.234", "1.", ".5", "1e3", "19.99 EUR",
                    "10000000000.01", " 1"})
    check_bad(price, cell);
  for (auto cell : {"", "-1", "1.5", "+1", "1000000001"})
    check_bad(quantity, cell);
  for (auto cell : {"eur", "EURO"})
    check_bad(storify::product_column::currency, cell);
  for (auto cell : {"x", "price|name", "name|"})
    check_bad(edited, cell);
}

CAF_TEST(an amount is read exactly) {
  CAF_CHECK_EQUAL(read_amount("649.99").value_or(-1), 64'999);
  CAF_CHECK_EQUAL(read_amount("649,99").value_or(-1), 64'999);
  CAF_CHECK_EQUAL(read_amount("649.9").value_or(-1), 64'990);
  CAF_CHECK_EQUAL(read_amount("0.05").value_or(-1), 5);
  CAF_CHECK_EQUAL(read_amount("49").value_or(-1), 4'900);
  CAF_CHECK_EQUAL(read_amount("10000000000.00").value_or(-1),
                  storify::price::max_cents);
}

CAF_TEST(every set of edited fields is the same after its cell) {
  for (auto bits = 0; bits < 8; ++bits) {
    edited_fields x{(bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0};
    CAF_CHECK(read_edited(edited_text(x)) == x);
  }
}

CAF_TEST(a cell is shown short and harmless) {
  CAF_CHECK_EQUAL(shown("abc"), "\"abc\"");
  CAF_CHECK_EQUAL(shown(std::string(50, 'x')),
                  "\"" + std::string(40, 'x') + "...\"");
  CAF_CHECK(shown("a\x1B[2J").find('\x1B') == std::string::npos);
}
