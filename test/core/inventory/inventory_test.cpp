// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE inventory
#include "test/suite.hpp"

#include "core/inventory/inventory.hpp"

#include <string>
#include <utility>
#include <vector>

using namespace storify;

namespace {

price euros(int64_t cents) {
  return {cents, currency{}};
}

product_draft lamp(int64_t quantity = 3) {
  return {"Lampe", euros(1999), quantity};
}

// An offer whose shop does not tell the quantity.
offer offered(const std::string& number, int64_t cents = 4900) {
  return {"sku:" + number, "Table " + number,
          euros(cents),    10,
          false,           "https://shop.example/" + number};
}

stock_report stock(inventory& goods, std::vector<offer> offers,
                   std::string category = "MEUBLE") {
  return goods.stock(lot{"site", std::move(category), offers});
}

source_key sku(const std::string& number) {
  return {"site", "sku:" + number};
}

product at(const inventory& goods, product_id id) {
  return unbox(goods.get(id));
}

void check_sum(inventory& goods) {
  int64_t sum = 0;
  auto all = goods.take_snapshot();
  for (const auto& x : all)
    sum += x.quantity;
  CAF_CHECK_EQUAL(goods.items_count(), sum);
  CAF_CHECK_EQUAL(all.items_count(), sum);
}

// Expects that `refused` is `code` and that nothing changed meanwhile.
template <class T>
void check_refused(inventory& goods, const inventory_image& before,
                   const caf::expected<T>& refused, ec code) {
  CAF_REQUIRE(!refused);
  CAF_CHECK_EQUAL(refused.error(), code);
  CAF_CHECK(goods.take_snapshot().image() == before);
  check_sum(goods);
}

} // namespace

CAF_TEST(an inventory is empty at first) {
  inventory goods;
  CAF_CHECK_EQUAL(goods.size(), 0u);
  CAF_CHECK_EQUAL(goods.items_count(), 0);
  CAF_CHECK_EQUAL(goods.revision(), 0u);
  CAF_CHECK(!goods.has_changes());
  CAF_CHECK(goods.take_snapshot().image() == inventory_image{});
  auto missing = goods.get(1);
  CAF_CHECK(!missing && missing.error() == ec::no_such_product);
}

CAF_TEST(a new price without a currency keeps the one of the product) {
  inventory goods;
  auto francs = *currency::from("CHF");
  CAF_REQUIRE(goods.add({"Lampe", {1999, francs}, 3}));
  CAF_REQUIRE(goods.modify(1, {{}, price{500, currency::none()}, {}}));
  auto changed = unbox(goods.get(1));
  CAF_CHECK((changed.cost == price{500, francs}));
  CAF_REQUIRE(goods.modify(1, {{}, price{700, currency{}}, {}}));
  changed = unbox(goods.get(1));
  CAF_CHECK((changed.cost == price{700, currency{}}));
}

CAF_TEST(products added by hand are numbered from one and counted) {
  inventory goods;
  auto first = unbox(goods.add(lamp(3)));
  auto second = unbox(goods.add(lamp(4)));
  CAF_CHECK(first == (product{1, "Lampe", euros(1999), 3, "", {}, "", {}}));
  CAF_CHECK_EQUAL(second.id, 2u);
  CAF_CHECK_EQUAL(goods.size(), 2u);
  CAF_CHECK_EQUAL(goods.items_count(), 7);
  CAF_CHECK(at(goods, 1) == first);
  check_sum(goods);
}

CAF_TEST(a draft against the rules adds nothing) {
  inventory goods;
  auto before = goods.take_snapshot().image();
  check_refused(goods, before, goods.add({"", euros(1), 1}), ec::bad_name);
  check_refused(goods, before, goods.add({"x", euros(-1), 1}), ec::bad_price);
  check_refused(goods, before, goods.add({"x", euros(1), -1}),
                ec::bad_quantity);
  CAF_CHECK_EQUAL(goods.revision(), 0u);
}

CAF_TEST(a patch changes what it names and notes that a person did) {
  inventory goods;
  goods.add(lamp());
  product_patch patch;
  patch.cost = euros(2500);
  auto cheaper = unbox(goods.modify(1, patch));
  CAF_CHECK(
    cheaper
    == (product{1, "Lampe", euros(2500), 3, "", {}, "", {false, true, false}}));
  auto all = unbox(goods.modify(1, {"Lampion", euros(1), 8}));
  CAF_CHECK(
    all
    == (product{1, "Lampion", euros(1), 8, "", {}, "", {true, true, true}}));
  CAF_CHECK(at(goods, 1) == all);
  CAF_CHECK_EQUAL(goods.items_count(), 8);
  check_sum(goods);
}

CAF_TEST(a patch against the rules changes nothing) {
  inventory goods;
  goods.add(lamp());
  auto before = goods.take_snapshot().image();
  auto price_and_bad_count = product_patch{{}, euros(1), -1};
  check_refused(goods, before, goods.modify(2, {}), ec::no_such_product);
  check_refused(goods, before, goods.modify(1, {"", {}, {}}), ec::bad_name);
  check_refused(goods, before, goods.modify(1, price_and_bad_count),
                ec::bad_quantity);
}

CAF_TEST(products are removed in the order asked for and each once) {
  inventory goods;
  for (int quantity : {1, 2, 4})
    goods.add(lamp(quantity));
  auto gone = unbox(goods.remove({3, 1, 3}));
  CAF_REQUIRE_EQUAL(gone.size(), 2u);
  CAF_CHECK_EQUAL(gone[0].id, 3u);
  CAF_CHECK_EQUAL(gone[1].id, 1u);
  CAF_CHECK_EQUAL(goods.size(), 1u);
  CAF_CHECK_EQUAL(goods.items_count(), 2);
  check_sum(goods);
}

CAF_TEST(all that is asked for is removed or none) {
  inventory goods;
  goods.add(lamp());
  goods.add(lamp());
  auto before = goods.take_snapshot().image();
  auto revision = goods.revision();
  auto refused = goods.remove({1, 2, 17});
  check_refused(goods, before, refused, ec::no_such_product);
  CAF_CHECK_EQUAL(detail(refused.error()), "17");
  CAF_CHECK_EQUAL(goods.revision(), revision);
}

CAF_TEST(an id is never given twice) {
  inventory goods;
  goods.add(lamp());
  goods.add(lamp());
  goods.remove({2});
  CAF_CHECK_EQUAL(unbox(goods.add(lamp())).id, 3u);
  goods.remove({1, 3});
  stock(goods, {offered("a")});
  CAF_CHECK_EQUAL(at(goods, 4).name, "Table a");
  inventory again{goods.take_snapshot().image()};
  again.remove({4});
  CAF_CHECK_EQUAL(unbox(again.add(lamp())).id, 5u);
}

CAF_TEST(what a scraper brings is added with where it comes from) {
  inventory goods;
  auto report = stock(goods, {offered("1"), offered("2")});
  CAF_CHECK(report == (stock_report{2, 0, 0, 0}));
  CAF_CHECK(at(goods, 2)
            == (product{2,
                        "Table 2",
                        euros(4900),
                        10,
                        "MEUBLE",
                        sku("2"),
                        "https://shop.example/2",
                        {}}));
  CAF_CHECK_EQUAL(goods.items_count(), 20);
}

CAF_TEST(what comes again is the same product) {
  inventory goods;
  stock(goods, {offered("1")});
  auto revision = goods.revision();
  CAF_CHECK(stock(goods, {offered("1")}) == (stock_report{0, 0, 1, 0}));
  CAF_CHECK_EQUAL(goods.revision(), revision);
  CAF_CHECK(stock(goods, {offered("1")}, "JARDIN")
            == (stock_report{0, 0, 1, 0}));
  CAF_CHECK_EQUAL(at(goods, 1).category, "MEUBLE");
  CAF_CHECK(stock(goods, {offered("2"), offered("2")})
            == (stock_report{1, 0, 1, 0}));
  CAF_CHECK_EQUAL(goods.size(), 2u);
}

CAF_TEST(the same key of another site is another product) {
  inventory goods;
  stock(goods, {offered("1")});
  CAF_CHECK(goods.stock({"other", "MEUBLE", {offered("1")}})
            == (stock_report{1, 0, 0, 0}));
}

CAF_TEST(a new price and name and address are taken over) {
  inventory goods;
  stock(goods, {offered("1")});
  auto again = offered("1", 3900);
  again.name = "Table basse";
  again.url = "https://shop.example/new";
  CAF_CHECK(stock(goods, {again}) == (stock_report{0, 1, 0, 0}));
  auto x = at(goods, 1);
  CAF_CHECK(x.cost == euros(3900));
  CAF_CHECK_EQUAL(x.name, "Table basse");
  CAF_CHECK_EQUAL(x.url, "https://shop.example/new");
  CAF_CHECK(x.edited == edited_fields{});
}

CAF_TEST(only a quantity that the page tells replaces the one there is) {
  inventory goods;
  stock(goods, {offered("1")});
  auto again = offered("1");
  again.quantity = 33;
  CAF_CHECK(stock(goods, {again}) == (stock_report{0, 0, 1, 0}));
  CAF_CHECK_EQUAL(goods.items_count(), 10);
  again.quantity_is_read = true;
  CAF_CHECK(stock(goods, {again}) == (stock_report{0, 1, 0, 0}));
  CAF_CHECK_EQUAL(goods.items_count(), 33);
  check_sum(goods);
}

CAF_TEST(what a person changed stays) {
  auto again = offered("1", 3900);
  again.name = "Table basse";
  again.quantity = 33;
  again.quantity_is_read = true;
  auto check = [&](const product_patch& patch, const product& expected) {
    inventory goods;
    stock(goods, {offered("1")});
    goods.modify(1, patch);
    stock(goods, {again});
    CAF_CHECK(at(goods, 1) == expected);
    check_sum(goods);
  };
  product updated{1,
                  "Table basse",
                  euros(3900),
                  33,
                  "MEUBLE",
                  sku("1"),
                  "https://shop.example/1",
                  {}};
  auto renamed = updated;
  renamed.name = "Mine";
  renamed.edited.name = true;
  check({"Mine", {}, {}}, renamed);
  auto repriced = updated;
  repriced.cost = euros(1);
  repriced.edited.price = true;
  check({{}, euros(1), {}}, repriced);
  auto counted = updated;
  counted.quantity = 2;
  counted.edited.quantity = true;
  check({{}, {}, 2}, counted);
}

CAF_TEST(what a person removed stays removed) {
  inventory goods;
  stock(goods, {offered("1"), offered("2")});
  goods.remove({1});
  auto report = stock(goods, {offered("1", 100), offered("2")});
  CAF_CHECK(report == (stock_report{0, 0, 1, 1}));
  CAF_CHECK_EQUAL(goods.size(), 1u);
  goods.add({"Other name", euros(1), 1});
  CAF_CHECK_EQUAL(stock(goods, {offered("1")}).left_removed, 1u);
  inventory again{goods.take_snapshot().image()};
  CAF_CHECK_EQUAL(stock(again, {offered("1")}).left_removed, 1u);
}

CAF_TEST(a removed product that is added by hand is the scraped one again) {
  inventory goods;
  stock(goods, {offered("1")});
  goods.remove({1});
  auto mine = unbox(goods.add({"Table 1", euros(100), 5}));
  CAF_CHECK_EQUAL(mine.id, 2u);
  CAF_CHECK(mine.source == sku("1"));
  CAF_CHECK(goods.take_snapshot().removed().empty());
  auto again = offered("1");
  again.quantity_is_read = true;
  CAF_CHECK_EQUAL(stock(goods, {again}).added, 0u);
  auto x = at(goods, 2);
  CAF_CHECK(x.cost == euros(100));
  CAF_CHECK_EQUAL(x.quantity, 5);
  goods.remove({2});
  CAF_CHECK_EQUAL(stock(goods, {again}).left_removed, 1u);
}

CAF_TEST(what was removed and never scraped is simply gone) {
  inventory goods;
  goods.add(lamp());
  goods.remove({1});
  CAF_CHECK(goods.take_snapshot().removed().empty());
  CAF_CHECK(unbox(goods.add(lamp())).source.empty());
}

CAF_TEST(a snapshot knows nothing of later changes) {
  inventory goods;
  goods.add(lamp());
  stock(goods, {offered("1"), offered("2")});
  auto before = goods.take_snapshot();
  auto image = before.image();
  auto revision = before.revision();
  goods.modify(1, {"Lampion", {}, 50});
  goods.remove({2});
  stock(goods, {offered("2", 1), offered("3")});
  CAF_CHECK(before.image() == image);
  CAF_CHECK_EQUAL(before.size(), 3u);
  CAF_CHECK_EQUAL(before.items_count(), 23);
  CAF_CHECK_EQUAL(before.revision(), revision);
  CAF_CHECK(before.removed().empty());
  CAF_CHECK(!before.find(4));
}

CAF_TEST(an inventory goes on from what was stored) {
  inventory goods;
  goods.add(lamp());
  stock(goods, {offered("1"), offered("2")});
  goods.remove({2});
  auto image = goods.take_snapshot().image();
  inventory again{image};
  CAF_CHECK(again.take_snapshot().image() == image);
  CAF_CHECK_EQUAL(again.items_count(), goods.items_count());
  CAF_CHECK_EQUAL(again.revision(), 0u);
  CAF_CHECK(!again.has_changes());
  CAF_CHECK(stock(again, {offered("1"), offered("2"), offered("3")})
            == (stock_report{1, 0, 1, 1}));
}
