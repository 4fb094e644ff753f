// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE product_header
#include "test/suite.hpp"

#include "core/rows/product_header.hpp"

#include <string_view>
#include <vector>

#include "messages/errors.hpp"

using namespace storify;

namespace {

using record = std::vector<std::string_view>;

void check_is_header(bool expected, const record& cells) {
  CAF_MESSAGE(caf::deep_to_string(cells));
  CAF_CHECK_EQUAL(product_header::is_header(cells), expected);
}

void check_refused(const record& cells, std::string_view why) {
  auto header = product_header::read(cells, unknown_columns::refused);
  CAF_REQUIRE(!header);
  CAF_MESSAGE(detail(header.error()));
  CAF_CHECK(detail(header.error()).find(why) != std::string::npos);
}

} // namespace

CAF_TEST(a header is told from a product) {
  check_is_header(true, {"name", "price", "quantity"});
  check_is_header(true, {"Name", "PRICE"});
  check_is_header(true, {"id", "nom", "price"});
  check_is_header(false, {"name", "19.99", "3"});
  check_is_header(false, {"Lampe", "19.99", "3"});
  check_is_header(false, {});
}

CAF_TEST(columns may come in any order) {
  auto header = product_header::read(record{"quantity", "url", "price", "name"},
                                     unknown_columns::refused);
  CAF_REQUIRE(header);
  auto cells = header->cells(record{"3", "u", "1.00", "n"});
  CAF_REQUIRE(cells);
  CAF_CHECK_EQUAL((*cells)[product_column::name], "n");
  CAF_CHECK_EQUAL((*cells)[product_column::url], "u");
  CAF_CHECK_EQUAL((*cells)[product_column::id], "");
  CAF_CHECK(header->has(product_column::url));
  CAF_CHECK(!header->has(product_column::id));
}

CAF_TEST(a header that can not be used is refused) {
  check_refused({"name", "price"}, "no column \"quantity\"");
  check_refused({"name", "price", "quantity", "stock"}, "\"stock\"");
  check_refused({"name", "price", "quantity", "Name"}, "\"Name\" twice");
}

CAF_TEST(unknown columns can be skipped) {
  auto header = product_header::read(record{"x", "name", "price", "quantity"},
                                     unknown_columns::skipped);
  CAF_REQUIRE(header);
  auto cells = header->cells(record{"?", "n", "1.00", "3"});
  CAF_REQUIRE(cells);
  CAF_CHECK_EQUAL((*cells)[product_column::quantity], "3");
}

CAF_TEST(a record has as many cells as the header) {
  auto bare = product_header::bare();
  CAF_CHECK(bare.cells(record{"n", "1.00", "3"}));
  auto problem = bare.cells(record{"n", "1.00"}).error();
  CAF_CHECK_EQUAL(detail(problem), "2 instead of 3 cells");
}
