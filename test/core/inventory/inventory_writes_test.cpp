// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE inventory_writes
#include "test/suite.hpp"

#include "core/inventory/inventory.hpp"

#include <string>
#include <vector>

using namespace storify;

namespace {

using ids = std::vector<product_id>;

product_draft lamp(int64_t quantity = 3) {
  return {"Lampe", {1999, currency{}}, quantity};
}

void scrape(inventory& goods, int64_t cents = 4900) {
  offer x{"sku:1", "Table", {cents, currency{}}, 10, false, ""};
  goods.stock(lot{"site", "MEUBLE", {x}});
}

ids put_in(const change_set& changes) {
  ids result;
  for (const auto& x : changes.put)
    result.push_back(x.id);
  return result;
}

// Writes everything there is, and returns it.
change_set write(inventory& goods) {
  auto changes = goods.begin_write();
  goods.end_write(true);
  return changes;
}

const source_key table{"site", "sku:1"};

} // namespace

CAF_TEST(nothing is to be written at first) {
  inventory goods;
  CAF_CHECK(!goods.has_changes());
  auto changes = write(goods);
  CAF_CHECK(changes.empty());
  CAF_CHECK_EQUAL(changes.next_id, 1u);
}

CAF_TEST(a write holds the latest state of what changed) {
  inventory goods;
  goods.add(lamp());
  goods.add(lamp());
  goods.modify(1, {{}, {}, 7});
  auto changes = goods.begin_write();
  CAF_CHECK_EQUAL(put_in(changes), (ids{1, 2}));
  CAF_CHECK_EQUAL(changes.put.front().quantity, 7);
  CAF_CHECK(changes.erased.empty());
  CAF_CHECK_EQUAL(changes.next_id, 3u);
  CAF_CHECK_EQUAL(changes.revision, goods.revision());
}

CAF_TEST(what is written is not written again) {
  inventory goods;
  goods.add(lamp());
  goods.add(lamp());
  write(goods);
  CAF_CHECK(!goods.has_changes());
  goods.modify(2, {"Lampion", {}, {}});
  CAF_CHECK(goods.has_changes());
  CAF_CHECK_EQUAL(put_in(write(goods)), ids{2});
}

CAF_TEST(what could not be written is part of the next write) {
  inventory goods;
  goods.add(lamp());
  goods.begin_write();
  goods.add(lamp());
  goods.end_write(false);
  CAF_CHECK(goods.has_changes());
  CAF_CHECK_EQUAL(put_in(write(goods)), (ids{1, 2}));
  CAF_CHECK(!goods.has_changes());
}

CAF_TEST(a change during a write is left for the next) {
  inventory goods;
  goods.add(lamp());
  auto changes = goods.begin_write();
  goods.modify(1, {{}, {}, 8});
  goods.end_write(true);
  CAF_CHECK_EQUAL(changes.put.front().quantity, 3);
  CAF_CHECK(goods.has_changes());
  changes = write(goods);
  CAF_CHECK_EQUAL(changes.put.front().quantity, 8);
}

CAF_TEST(a product removed after a write that failed is erased) {
  inventory goods;
  goods.add(lamp());
  goods.begin_write();
  goods.remove({1});
  goods.end_write(false);
  auto changes = write(goods);
  CAF_CHECK(changes.put.empty());
  CAF_CHECK_EQUAL(changes.erased, ids{1});
}

CAF_TEST(what was removed is erased) {
  inventory goods;
  for (int i = 0; i < 3; ++i)
    goods.add(lamp());
  write(goods);
  goods.remove({3, 1});
  auto changes = write(goods);
  CAF_CHECK(changes.put.empty());
  CAF_CHECK_EQUAL(changes.erased, (ids{1, 3}));
  CAF_CHECK(changes.buried.empty());
}

CAF_TEST(a scraped product that is removed is buried) {
  inventory goods;
  scrape(goods);
  write(goods);
  goods.remove({1});
  auto changes = write(goods);
  CAF_CHECK_EQUAL(changes.erased, ids{1});
  CAF_CHECK(changes.buried == (std::vector<removed_source>{{table, "Table"}}));
  CAF_CHECK(changes.unburied.empty());
}

CAF_TEST(a buried product that is added by hand is unburied) {
  inventory goods;
  scrape(goods);
  goods.remove({1});
  write(goods);
  goods.add({"Table", {100, currency{}}, 1});
  auto changes = write(goods);
  CAF_CHECK(changes.buried.empty());
  CAF_CHECK(changes.unburied == std::vector<source_key>{table});
  CAF_CHECK_EQUAL(put_in(changes), ids{2});
}

CAF_TEST(the id of a product that is gone at once is kept from reuse) {
  inventory goods;
  goods.add(lamp());
  goods.remove({1});
  CAF_CHECK_EQUAL(write(goods).next_id, 2u);
}

CAF_TEST(of a write that is taken back nothing is forgotten) {
  inventory goods;
  goods.keep_movements(1);
  scrape(goods, 4900);
  write(goods);
  scrape(goods, 5000);
  auto changes = goods.begin_write();
  goods.take_back_write();
  CAF_CHECK(goods.has_changes());
  auto again = write(goods);
  CAF_CHECK(again == changes);
  CAF_REQUIRE_EQUAL(again.moved.size(), 1u);
  CAF_CHECK(!goods.has_changes());
}

CAF_TEST(each of two writes forgets its own movements) {
  inventory goods;
  goods.keep_movements(1);
  lot two{"site", "MEUBLE"};
  for (const auto* key : {"sku:1", "sku:2"})
    two.add(offer{key, "Table", {4900, currency{}}, 10, false, ""});
  goods.stock(two);
  write(goods);
  goods.modify(1, {{}, {}, 7});
  write(goods);
  lot cheaper{"site", "MEUBLE"};
  for (const auto* key : {"sku:1", "sku:2"})
    cheaper.add(offer{key, "Table", {100, currency{}}, 10, false, ""});
  goods.stock(cheaper);
  goods.make_all_due();
  auto first = goods.begin_write(1);
  auto second = goods.begin_write(1);
  scrape(goods, 5000);
  CAF_REQUIRE_EQUAL(first.moved.size(), 1u);
  CAF_REQUIRE_EQUAL(second.moved.size(), 1u);
  CAF_CHECK_EQUAL(first.moved[0].id, 1u);
  CAF_CHECK_EQUAL(second.moved[0].id, 2u);
  goods.end_write(true);
  goods.end_write(true);
  auto third = write(goods);
  CAF_REQUIRE_EQUAL(third.moved.size(), 1u);
  CAF_CHECK(third.moved[0].before == (holding{7, 100}));
  CAF_CHECK(third.moved[0].after == (holding{7, 5000}));
}

CAF_TEST(a stock that brought nothing new leaves nothing to write) {
  inventory goods;
  scrape(goods);
  write(goods);
  scrape(goods);
  CAF_CHECK(!goods.has_changes());
}
