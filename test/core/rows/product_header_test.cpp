// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE product_header
#include "test/suite.hpp"

#include "core/rows/product_header.hpp"

#include <string>
#include <string_view>
#include <vector>

#include "messages/errors.hpp"

using namespace storify;

namespace {

using record = std::vector<std::string_view>;

void check_is_header(bool expected, const record& cells) {
  CAF_MESSAGE(caf::deep_to_string(cells));
  auto is_header = product_header::is_header(cells, column_names::exact);
  CAF_CHECK_EQUAL(is_header, expected);
}

void check_refused(const record& cells, std::string_view why) {
  auto header = product_header::read(cells, column_names::exact);
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
                                     column_names::exact);
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
  check_refused({"name", "price", "quantity", "Name"},
                "\"Name\" for the name, and another column");
}

CAF_TEST(columns may be called as people do) {
  for (const record& names : {record{"Nom", "PRIX", "Quantité", "Catégorie"},
                              {" nom ", "prix", "QTÉ", "categorie"},
                              {"NAME", "Price", "stock", "category"}}) {
    CAF_MESSAGE(caf::deep_to_string(names));
    CAF_CHECK(product_header::is_header(names, column_names::liberal));
    auto header = product_header::read(names, column_names::liberal);
    CAF_REQUIRE(header);
    auto cells = header->cells(record{"n", "1", "2", "c"});
    CAF_REQUIRE(cells);
    CAF_CHECK_EQUAL((*cells)[product_column::name], "n");
    CAF_CHECK_EQUAL((*cells)[product_column::price], "1");
    CAF_CHECK_EQUAL((*cells)[product_column::quantity], "2");
    CAF_CHECK_EQUAL((*cells)[product_column::category], "c");
  }
  CAF_CHECK(!column_named("nom", column_names::exact));
  CAF_CHECK(column_named("Devise", column_names::liberal)
            == product_column::currency);
  CAF_CHECK(column_named("\u00A0ID ", column_names::liberal)
            == product_column::id);
  CAF_CHECK(!column_named("", column_names::liberal));
}

CAF_TEST(a column that is meant twice is refused) {
  auto header = product_header::read(record{"nom", "prix", "qté", "stock"},
                                     column_names::liberal);
  CAF_REQUIRE(!header);
  CAF_CHECK_EQUAL(detail(header.error()),
                  "the header has \"stock\" for the quantity, and another "
                  "column");
}

CAF_TEST(a cell that is there may be empty) {
  auto header = product_header::read(record{"name", "price", "quantity", "url"},
                                     column_names::exact);
  CAF_REQUIRE(header);
  std::string row = "n;1;2;";
  std::string_view text{row};
  auto cells = header->cells(record{text.substr(0, 1), text.substr(2, 1),
                                    text.substr(4, 1), text.substr(6)});
  CAF_REQUIRE(cells);
  CAF_CHECK(cells->is_given(product_column::url));
  CAF_CHECK(!cells->is_given(product_column::site));
}

CAF_TEST(unknown columns can be skipped) {
  auto header = product_header::read(record{"x", "name", "price", "quantity"},
                                     column_names::liberal);
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
