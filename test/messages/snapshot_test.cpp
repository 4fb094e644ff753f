// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE snapshot
#include "test/suite.hpp"

#include "messages/snapshot.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace storify;

namespace {

product numbered(product_id id) {
  product x;
  x.id = id;
  x.name = "product " + std::to_string(id);
  x.quantity = static_cast<int64_t>(id % 7);
  return x;
}

// Products with the ids 3, 6, 9, ...
inventory_image image_of(size_t size) {
  inventory_image image;
  for (product_id i = 1; i <= size; ++i)
    image.products.push_back(numbered(3 * i));
  image.removed = {{{"site", "sku:1"}, "gone"}, {{"site", "sku:2"}, "gone"}};
  image.next_id = 3 * size + 10;
  return image;
}

void check_finds_all_and_nothing_else(size_t size) {
  CAF_MESSAGE(size << " products");
  snapshot all{image_of(size)};
  for (product_id id = 0; id <= 3 * size + 4; ++id) {
    auto found = all.find(id);
    auto is_there = id > 0 && id % 3 == 0 && id <= 3 * size;
    CAF_REQUIRE_EQUAL(found.has_value(), is_there);
    if (found)
      CAF_REQUIRE(found->copy() == numbered(id));
  }
}

void check_iterates_in_order(size_t size) {
  CAF_MESSAGE(size << " products");
  auto image = image_of(size);
  snapshot all{image};
  CAF_CHECK_EQUAL(all.size(), size);
  std::vector<product> seen;
  int64_t pieces = 0;
  for (const auto& x : all) {
    seen.push_back(x.copy());
    pieces += x.quantity;
  }
  CAF_CHECK(seen == image.products);
  CAF_CHECK_EQUAL(all.items_count(), pieces);
}

// At the borders of chunks and pages, with three ids to a product.
constexpr size_t sizes[] = {0,   1,    2,    170,  171, 172,
                            512, 1000, 5461, 5462, 6000};

} // namespace

CAF_TEST(nothing is in a snapshot of nothing) {
  for (const auto& all : {snapshot{}, snapshot{inventory_image{}}}) {
    CAF_CHECK(all.empty());
    CAF_CHECK_EQUAL(all.size(), 0u);
    CAF_CHECK_EQUAL(all.items_count(), 0);
    CAF_CHECK_EQUAL(all.next_id(), 1u);
    CAF_CHECK_EQUAL(all.revision(), 0u);
    CAF_CHECK(all.begin() == all.end());
    CAF_CHECK(!all.find(1));
    CAF_CHECK(all.removed().empty());
    CAF_CHECK(all.image() == inventory_image{});
  }
}

CAF_TEST(find returns each product that is there and no other) {
  for (auto size : sizes)
    check_finds_all_and_nothing_else(size);
}

CAF_TEST(iteration brings every product once and ascending) {
  for (auto size : sizes)
    check_iterates_in_order(size);
}

CAF_TEST(an iterator goes on from where it is copied) {
  snapshot all{image_of(300)};
  auto at = all.begin();
  auto before = at++;
  CAF_CHECK_EQUAL((*before).id, 3u);
  CAF_CHECK_EQUAL((*at).id, 6u);
  CAF_CHECK(before == all.begin());
  CAF_CHECK(++before == at);
}

CAF_TEST(the image of a snapshot is what it was made of) {
  for (auto size : sizes)
    CAF_CHECK(snapshot{image_of(size)}.image() == image_of(size));
}

CAF_TEST(a position leads back to the product) {
  snapshot all{image_of(1000)};
  for (auto x = all.begin(); x != all.end(); ++x) {
    CAF_REQUIRE(all[x.where()] == *x);
    CAF_REQUIRE_EQUAL(x.name(), (*x).name);
    CAF_REQUIRE_EQUAL(x.key(), (*x).source.key);
  }
}

CAF_TEST(a copy of a snapshot shares its products) {
  snapshot all{image_of(300)};
  auto copy = all;
  CAF_CHECK(copy.find(300)->name.data() == all.find(300)->name.data());
}
