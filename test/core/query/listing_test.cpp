// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE listing
#include "test/suite.hpp"

#include "core/query/listing.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "core/basics/folding.hpp"

using namespace storify;

namespace {

using ids = std::vector<product_id>;

product made(product_id id, std::string name, int64_t cents, int64_t quantity,
             std::string category = {}, std::string key = {}) {
  product x;
  x.id = id;
  x.name = std::move(name);
  x.cost.cents = cents;
  x.quantity = quantity;
  x.category = std::move(category);
  x.source.key = std::move(key);
  return x;
}

snapshot shop(std::vector<product> products) {
  return snapshot{inventory_image{std::move(products), {}, 1'000'000}};
}

const snapshot small = shop({
  made(1, "Table basse", 19999, 5, "MEUBLE", "sku:A-1"),
  made(2, "Étagère murale", 4999, 0, "MEUBLE", "sku:A-2"),
  made(4, "lampe de TABLE", 4999, 12, "LUMINAIRE"),
  made(7, "Eames chair", 99900, 5, "JARDIN", "name:chair"),
  made(9, "TABLE BASSE", 100, 5),
});

// The result has to be the same, however large the steps are.
void check_ids(const snapshot& from, const listing_query& query,
               const ids& expected) {
  for (size_t step : {1, 2, 3, 1'000}) {
    listing x{from, query};
    while (x.step(step))
      ; // Each step does a part.
    ids result;
    for (size_t i = 0; i < x.size(); ++i)
      result.push_back(x.row(i).id);
    CAF_CHECK_EQUAL(result, expected);
  }
}

void check_found(const std::string& text, const ids& expected) {
  check_ids(small, {text}, expected);
}

listing_query sorted(sort_column by, bool desc = false) {
  return {"", by, desc};
}

void check_totals(const listing_query& query, const product_totals& expected) {
  listing x{small, query};
  while (x.step(2))
    ; // Each step does a part.
  CAF_CHECK_EQUAL(x.matched().products, expected.products);
  CAF_CHECK_EQUAL(x.matched().pieces, expected.pieces);
}

} // namespace

CAF_TEST(an empty inventory has no rows) {
  for (auto by : {sort_column::id, sort_column::name, sort_column::price}) {
    check_ids({}, sorted(by), {});
    check_ids({}, {"table", by, true, 3, 5}, {});
  }
}

CAF_TEST(products come by id unless another order is asked for) {
  check_ids(small, {}, {1, 2, 4, 7, 9});
  check_ids(small, sorted(sort_column::id, true), {9, 7, 4, 2, 1});
}

CAF_TEST(names are sorted blind to case and accents) {
  check_ids(small, sorted(sort_column::name), {7, 2, 4, 1, 9});
  check_ids(small, sorted(sort_column::name, true), {1, 9, 4, 2, 7});
}

CAF_TEST(where numbers are alike the lower id comes first) {
  check_ids(small, sorted(sort_column::price), {9, 2, 4, 1, 7});
  check_ids(small, sorted(sort_column::price, true), {7, 1, 2, 4, 9});
  check_ids(small, sorted(sort_column::quantity), {2, 1, 7, 9, 4});
  check_ids(small, sorted(sort_column::quantity, true), {4, 1, 7, 9, 2});
}

CAF_TEST(names are told apart behind their first letters) {
  check_ids(shop({made(1, "Table basse 2", 1, 1), made(2, "Table basse", 1, 1),
                  made(3, "Table basse 1", 1, 1), made(4, "Table", 1, 1)}),
            sorted(sort_column::name), {4, 2, 3, 1});
}

CAF_TEST(every word is found in name or key or category) {
  check_found("table", {1, 4, 9});
  check_found("basse TABLE", {1, 9});
  check_found("etagere", {2});
  check_found("ÉTAGÈRE", {2});
  check_found("meuble", {1, 2});
  check_found("a-1", {1});
  check_found("table meuble", {1});
  check_found("meuble jardin", {});
  check_found("  table  ", {1, 4, 9});
}

CAF_TEST(words do not go over from one field to the next) {
  check_found("basses", {});
  check_found("chairname", {});
}

CAF_TEST(offset and limit cut the rows in their order) {
  check_ids(small, {"", sort_column::id, false, 1, 2}, {2, 4});
  check_ids(small, {"", sort_column::id, true, 1, 2}, {7, 4});
  check_ids(small, {"", sort_column::price, true, 1, 2}, {1, 2});
  check_ids(small, {"table", sort_column::price, false, 1, 0}, {4, 1});
  check_ids(small, {"", sort_column::id, false, 0, 99}, {1, 2, 4, 7, 9});
  check_ids(small, {"", sort_column::name, false, 5, 1}, {});
  auto most = ~uint64_t{0};
  check_ids(small, {"", sort_column::id, false, most, most}, {});
  check_ids(small, {"", sort_column::price, false, 3, most}, {1, 7});
}

CAF_TEST(other columns are sorted by what the products have in common) {
  check_ids(small, sorted(sort_column::category), {9, 7, 4, 1, 2});
  check_ids(small, sorted(sort_column::category, true), {1, 2, 4, 7, 9});
  check_ids(small, sorted(sort_column::currency), {1, 2, 4, 7, 9});
  check_ids(small, sorted(sort_column::key), {4, 9, 7, 1, 2});
}

CAF_TEST(a category is meant as a whole but for case and accents) {
  listing_query query;
  query.category = "méublE";
  check_ids(small, query, {1, 2});
  query.category = "MEUB";
  check_ids(small, query, {});
  query.category = "";
  check_ids(small, query, {9});
  query.category = std::nullopt;
  query.site = "";
  check_ids(small, query, {1, 2, 4, 7, 9});
  query.site = "sample";
  check_ids(small, query, {});
}

CAF_TEST(ranges of price and quantity have both their ends) {
  listing_query query;
  query.cost.cents = {4999, 19999};
  check_ids(small, query, {1, 2, 4});
  query.quantity = {5, 12};
  check_ids(small, query, {1, 4});
  query.text = "lampe";
  check_ids(small, query, {4});
}

CAF_TEST(a currency leaves out the prices in others) {
  auto francs = made(2, "Lampe", 5000, 1);
  francs.cost.unit = *currency::from("CHF");
  auto mixed = shop({made(1, "Lampe", 5000, 1), francs});
  listing_query query;
  query.cost.unit = francs.cost.unit;
  check_ids(mixed, query, {2});
  query.cost.cents = {0, 4999};
  check_ids(mixed, query, {});
}

CAF_TEST(totals count what matches whatever is left out of it) {
  check_totals({}, {5, 27});
  check_totals({"", sort_column::id, false, 1, 2}, {5, 27});
  check_totals({"table", sort_column::id, false, 1, 1}, {3, 22});
  check_totals({"table", sort_column::id, true, 1, 1}, {3, 22});
  check_totals({"table", sort_column::name, true, 1, 1}, {3, 22});
  check_totals({"zzz"}, {0, 0});
}

CAF_TEST(a listing keeps its snapshot) {
  auto gone = std::make_unique<snapshot>(shop({made(3, "Lampe", 1, 1)}));
  listing x{*gone, {}};
  gone.reset();
  while (x.step(10))
    ;
  CAF_CHECK_EQUAL(x.row(0).name, "Lampe");
}

CAF_TEST(many products are sorted as one would by hand) {
  std::vector<product> many;
  for (product_id id = 1; id <= 5'000; ++id)
    many.push_back(made(id, "Étagère " + std::to_string(id * 7919 % 641), 1,
                        static_cast<int64_t>(id * 31 % 51)));
  auto by_name = many;
  std::ranges::stable_sort(by_name, {},
                           [](const product& x) { return folded(x.name); });
  ids expected;
  for (const auto& x : by_name)
    expected.push_back(x.id);
  check_ids(shop(many), sorted(sort_column::name), expected);
}
