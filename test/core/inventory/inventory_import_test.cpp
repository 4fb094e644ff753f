// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE inventory_import
#include "test/suite.hpp"

#include "core/inventory/inventory.hpp"

#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "messages/errors.hpp"

using namespace storify;

namespace {

constexpr import_report added{1, 0, 0};
constexpr import_report modified{0, 1, 0};
constexpr import_report unchanged{0, 0, 1};

price euros(int64_t cents) {
  return {cents, currency{}};
}

product_row lamp(std::optional<product_id> id, int64_t quantity = 3) {
  return {id, {"Lampe", euros(1999), quantity}};
}

source_key sku(const std::string& number) {
  return {"site", "sku:" + number};
}

product_row scraped_lamp(std::optional<product_id> id, const source_key& key) {
  auto row = lamp(id);
  row.source = key;
  return row;
}

lot tables(const std::vector<std::string>& numbers) {
  lot x{"site", "MEUBLE"};
  for (const auto& number : numbers)
    x.add(offer{"sku:" + number, "Table " + number, euros(4900), 10, false,
                "https://shop.example/" + number});
  return x;
}

// Returns what an export writes of a product.
product_row exported(const product& x) {
  return {x.id,     {x.name, x.cost, x.quantity},
          true,     x.category,
          x.source, x.url,
          x.edited};
}

std::vector<product_row> exported(const inventory_image& image) {
  std::vector<product_row> rows;
  for (const auto& x : image.products)
    rows.push_back(exported(x));
  return rows;
}

// Imports the rows of a file, as the store does.
import_report import(inventory& goods, const std::vector<product_row>& rows) {
  wanted_ids ids;
  import_report foreseen;
  for (const auto& row : rows)
    foreseen += unbox(goods.preview(row, ids));
  CAF_REQUIRE(goods.prepare(ids));
  import_report report;
  for (const auto& row : rows)
    report += goods.import(row);
  CAF_CHECK(report == foreseen);
  return report;
}

void check_refused(const inventory& goods, const product_row& row,
                   const std::string& why) {
  wanted_ids ids;
  auto done = goods.preview(row, ids);
  CAF_REQUIRE(!done);
  CAF_CHECK(done.error() == ec::bad_row);
  auto said = detail(done.error());
  CAF_CHECK_EQUAL(said, why);
}

inventory_image image_of(inventory& goods) {
  return goods.take_snapshot().image();
}

product at(const inventory& goods, product_id id) {
  return unbox(goods.get(id));
}

} // namespace

CAF_TEST(a row without an id is added) {
  inventory goods;
  CAF_CHECK(import(goods, {lamp({}), lamp({})}) == (import_report{2, 0, 0}));
  CAF_CHECK(at(goods, 2)
            == (product{2, "Lampe", euros(1999), 3, "", {}, "", {}}));
  CAF_CHECK_EQUAL(goods.items_count(), 6);
  CAF_CHECK_EQUAL(goods.begin_write().put.size(), 2u);
}

CAF_TEST(a row with a new id keeps it) {
  inventory goods;
  goods.add({"Table", euros(1), 1});
  auto rows = std::vector{lamp(3), lamp(4), lamp(70'000), lamp({})};
  CAF_CHECK(import(goods, rows) == (import_report{4, 0, 0}));
  CAF_CHECK_EQUAL(at(goods, 70'000).name, "Lampe");
  CAF_CHECK_EQUAL(at(goods, 70'001).name, "Lampe");
  CAF_CHECK(!goods.get(2));
  CAF_CHECK_EQUAL(unbox(goods.add({"a", {}, 1})).id, 70'002u);
  CAF_CHECK_EQUAL(goods.size(), 6u);
  CAF_CHECK_EQUAL(goods.take_snapshot().next_id(), 70'003u);
  CAF_CHECK(inventory{image_of(goods)}.take_snapshot().image()
            == image_of(goods));
}

CAF_TEST(a row changes what differs and nothing else) {
  inventory goods;
  goods.add({"Lampe", euros(1999), 3});
  auto revision = goods.revision();
  CAF_CHECK(import(goods, {lamp(1)}) == unchanged);
  CAF_CHECK_EQUAL(goods.revision(), revision);
  CAF_CHECK(import(goods, {lamp(1, 9)}) == modified);
  CAF_CHECK(at(goods, 1).edited == (edited_fields{false, false, true}));
  CAF_CHECK_EQUAL(goods.items_count(), 9);
}

CAF_TEST(what the file does not have stays) {
  inventory goods;
  goods.stock(tables({"1"}));
  auto before = at(goods, 1);
  auto row = exported(before);
  row.category = row.url = std::nullopt;
  row.source = std::nullopt;
  row.edited = std::nullopt;
  CAF_CHECK(import(goods, {row}) == unchanged);
  row.draft.cost.unit = *currency::from("CHF");
  row.names_currency = false;
  CAF_CHECK(import(goods, {row}) == unchanged);
  row.names_currency = true;
  CAF_CHECK(import(goods, {row}) == modified);
  CAF_CHECK(at(goods, 1).cost.unit == *currency::from("CHF"));
  CAF_CHECK(at(goods, 1).source == before.source);
}

CAF_TEST(what the file has is taken over) {
  inventory goods;
  goods.stock(tables({"1"}));
  auto row = exported(at(goods, 1));
  row.category = "JARDIN";
  row.url = "";
  CAF_CHECK(import(goods, {row}) == modified);
  CAF_CHECK_EQUAL(at(goods, 1).category, "JARDIN");
  CAF_CHECK_EQUAL(at(goods, 1).url, "");
  CAF_CHECK(at(goods, 1).edited == edited_fields{});
  row.edited = edited_fields{true, false, false};
  row.draft.cost = euros(1);
  CAF_CHECK(import(goods, {row}) == modified);
  CAF_CHECK(at(goods, 1).edited == (edited_fields{true, true, false}));
}

CAF_TEST(a file of before takes no protection away) {
  inventory goods;
  goods.stock(tables({"1"}));
  auto row = exported(at(goods, 1));
  row.draft.cost = euros(1);
  CAF_CHECK(import(goods, {row}) == modified);
  CAF_CHECK(import(goods, {row}) == unchanged);
  CAF_CHECK(at(goods, 1).edited == (edited_fields{false, true, false}));
}

CAF_TEST(an export gives the same inventory and changes its own nothing) {
  inventory goods;
  goods.add({"Lampe", {1999, *currency::from("CHF")}, 3});
  goods.stock(tables({"1", "2", "3"}));
  goods.modify(3, {"Mine", {}, {}});
  goods.remove({2});
  auto image = image_of(goods);
  auto rows = exported(image);
  auto revision = goods.revision();
  CAF_CHECK(import(goods, rows) == (import_report{0, 0, 3}));
  CAF_CHECK_EQUAL(goods.revision(), revision);
  inventory other;
  CAF_CHECK(import(other, rows) == (import_report{3, 0, 0}));
  image.removed.clear();
  CAF_CHECK(image_of(other) == image);
}

CAF_TEST(what was imported is not doubled by scraping) {
  inventory goods;
  goods.stock(tables({"1", "2"}));
  inventory other;
  import(other, exported(image_of(goods)));
  CAF_CHECK(other.stock(tables({"1", "2"})) == (stock_report{0, 0, 2, 0}));
  CAF_CHECK_EQUAL(other.size(), 2u);
}

CAF_TEST(what was removed comes back under its id) {
  inventory goods;
  goods.add({"Lampe", euros(1999), 3});
  goods.stock(tables({"1", "2"}));
  auto image = image_of(goods);
  goods.remove({1, 2});
  auto before = goods.take_snapshot();
  CAF_CHECK(import(goods, exported(image)) == (import_report{2, 0, 1}));
  CAF_CHECK(image_of(goods) == image);
  CAF_CHECK_EQUAL(before.size(), 1u);
  CAF_CHECK(goods.stock(tables({"1"})) == (stock_report{0, 0, 1, 0}));
  auto written = goods.begin_write();
  CAF_CHECK(written.buried.empty());
  CAF_CHECK_EQUAL(written.put.size(), 3u);
}

CAF_TEST(all products that were removed come back after a restart) {
  inventory goods;
  goods.stock(tables({"1", "2"}));
  auto image = image_of(goods);
  goods.remove({1, 2});
  inventory again{image_of(goods)};
  CAF_CHECK(import(again, exported(image)) == (import_report{2, 0, 0}));
  CAF_CHECK(image_of(again) == image);
}

CAF_TEST(an id whose neighbours are gone too can not be given again) {
  inventory_image image;
  image.products = {{1, "a", {}, 1, "", {}, "", {}},
                    {5'000, "b", {}, 1, "", {}, "", {}}};
  image.next_id = 5'001;
  inventory goods{image};
  check_refused(goods, lamp(2'000),
                "id: 2000 can't be given again; leave it out, and the product "
                "gets a new one");
  CAF_CHECK(import(goods, {lamp(2), lamp(4'999)}) == (import_report{2, 0, 0}));
}

CAF_TEST(a row without an id changes the product of its source) {
  inventory goods;
  goods.stock(tables({"1"}));
  CAF_CHECK(import(goods, {scraped_lamp({}, sku("1"))}) == modified);
  CAF_CHECK_EQUAL(goods.size(), 1u);
  CAF_CHECK_EQUAL(at(goods, 1).name, "Lampe");
  CAF_CHECK(import(goods, {scraped_lamp({}, sku("2"))}) == added);
  CAF_CHECK_EQUAL(goods.size(), 2u);
}

CAF_TEST(a row must not make another product of one that is there) {
  inventory goods;
  goods.stock(tables({"1"}));
  goods.add({"Lampe", euros(1), 1});
  check_refused(goods, scraped_lamp(1, sku("2")),
                "id: product 1 is another one here, its site or key differs");
  check_refused(goods, scraped_lamp(1, {}),
                "id: product 1 is another one here, its site or key differs");
  check_refused(goods, scraped_lamp(2, sku("1")),
                "id: product 2 is another one here, its site or key differs");
  check_refused(goods, scraped_lamp(3, sku("1")),
                "key: product 1 has that site and key here; leave the id out "
                "to change that one");
}

CAF_TEST(a row takes the place of what was removed as a person does) {
  inventory goods;
  goods.stock(tables({"1", "2"}));
  goods.remove({1, 2});
  auto row = lamp({});
  row.draft.name = "Table 1";
  CAF_CHECK(import(goods, {row}) == added);
  CAF_CHECK(at(goods, 3).source == sku("1"));
  // A file that says there is no source means it.
  row.draft.name = "Table 2";
  row.source = source_key{};
  CAF_CHECK(import(goods, {row}) == added);
  CAF_CHECK(at(goods, 4).source.empty());
  CAF_CHECK_EQUAL(goods.stock(tables({"2"})).left_removed, 1u);
}

CAF_TEST(ids that others were given meanwhile are noticed) {
  inventory goods;
  wanted_ids ids;
  CAF_REQUIRE(goods.preview(lamp(1), ids));
  CAF_REQUIRE(goods.preview(lamp(9'000), ids));
  goods.stock(tables({"1"}));
  CAF_CHECK(!goods.prepare(ids));
  CAF_CHECK_EQUAL(goods.take_snapshot().next_id(), 2u);
  ids = {};
  CAF_REQUIRE(goods.preview(lamp(2), ids));
  CAF_CHECK(goods.prepare(ids));
  goods.stock(tables({"2"}));
  CAF_CHECK_EQUAL(at(goods, 3).name, "Table 2");
  CAF_CHECK(goods.import(lamp(2)) == added);
  CAF_CHECK_EQUAL(goods.size(), 3u);
}

CAF_TEST(room that others took meanwhile is noticed) {
  inventory_image image;
  image.next_id = 5'000;
  inventory goods{image};
  wanted_ids ids;
  CAF_REQUIRE(goods.preview(lamp(1), ids));
  goods.stock(tables({"1"}));
  CAF_CHECK(!goods.prepare(ids));
  check_refused(goods, lamp(1),
                "id: 1 can't be given again; leave it out, and the product "
                "gets a new one");
}

CAF_TEST(what a scraper brings between preview and import is not doubled) {
  inventory goods;
  wanted_ids ids;
  auto row = scraped_lamp(1, sku("1"));
  CAF_REQUIRE(goods.preview(row, ids));
  CAF_REQUIRE(goods.prepare(ids));
  goods.stock(tables({"1"}));
  CAF_CHECK(goods.import(row) == modified);
  CAF_CHECK_EQUAL(goods.size(), 1u);
  CAF_CHECK_EQUAL(at(goods, 2).name, "Lampe");
}

CAF_TEST(what was ever exported comes back whatever happened since) {
  for (uint32_t seed = 1; seed <= 300; ++seed) {
    std::mt19937 random{seed};
    inventory goods;
    auto live = [&](int steps) {
      for (auto i = 0; i < steps; ++i)
        if (auto number = std::to_string(random() % 700); random() % 3 > 0)
          goods.stock(tables({number, "x" + number}));
        else if (auto id = random() % 900; random() % 4 > 0)
          goods.remove({id});
        else
          goods.modify(id, {"name " + number, {}, 5});
    };
    live(600);
    auto image = image_of(goods);
    auto kept = goods.take_snapshot();
    live(100);
    auto now = image_of(goods);
    // What was added since stays; what took the source of a removed one is in
    // its way.
    wanted_ids ids;
    std::vector<product_row> rows;
    for (const auto& row : exported(image))
      if (goods.preview(row, ids))
        rows.push_back(row);
    CAF_REQUIRE(goods.prepare(ids));
    int64_t pieces = 0;
    for (const auto& row : rows)
      goods.import(row);
    auto after = goods.take_snapshot();
    auto lost = 0;
    for (const auto& x : image.products) {
      auto found = after.find(x.id);
      lost += !found || found->name != x.name || found->cost != x.cost
              || found->quantity != x.quantity || found->source != x.source;
    }
    for (const auto& x : after)
      pieces += x.quantity;
    if (lost > 0 || pieces != goods.items_count() || kept.image() != image
        || rows.size() != image.products.size())
      CAF_FAIL("not so with seed " << seed);
    if (inventory{image_of(goods)}.take_snapshot().image() != image_of(goods))
      CAF_FAIL("not stored with seed " << seed);
  }
}
