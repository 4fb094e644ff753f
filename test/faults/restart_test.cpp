// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE restart
#include "test/suite.hpp"

#include <cstdint>
#include <utility>

#include "test/faults/kept_shop.hpp"
#include "test/load_all.hpp"

using namespace storify;

namespace {

inventory_image lamps() {
  inventory_image image;
  for (product_id id = 1; id <= 50; ++id)
    image.products.push_back({id, "Lampe", {}, 1, {}, {}, {}, {}});
  image.next_id = 51;
  return image;
}

change_set all_of(const inventory_image& image) {
  return {image.products, {}, {}, {}, {}, image.next_id, 1, false};
}

change_set nothing_but_durable() {
  change_set x;
  x.next_id = lamps().next_id;
  return x;
}

struct fixture {
  kept_shop shop{storage_kind::sqlite};

  // Loads what is there, and saves though nothing has changed.
  void save(storage& by) {
    CAF_REQUIRE(load_all(by));
    CAF_CHECK(by.commit(nothing_but_durable()));
  }

  void check_outlives_power_cuts() {
    size_t lost = 0;
    for (uint64_t seed = 0; seed < 20; ++seed) {
      auto left = shop.disk.after_power_cut(seed);
      auto found = shop.load(left);
      lost += found && *found == lamps() ? 0 : 1;
    }
    CAF_CHECK_EQUAL(lost, 0u);
  }

  // Begins a shop and commits to it, without waiting for the disk.
  std::unique_ptr<storage> behind() {
    auto store = shop.open();
    CAF_REQUIRE(load_all(*store));
    CAF_REQUIRE(store->commit(nothing_but_durable()));
    CAF_REQUIRE(store->commit(all_of(lamps())));
    return store;
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(restart_tests, fixture)

CAF_TEST(a save brings to the disk what a process that was killed left) {
  auto store = behind();
  simulated_disk left{shop.disk};
  store.reset();
  shop.disk = left;
  auto next = shop.open();
  save(*next);
  check_outlives_power_cuts();
}

CAF_TEST(a save brings to the disk what a store loaded again has found) {
  auto store = behind();
  shop.disk.plan({disk_fault::broken, 1, fault_plan::for_ever});
  CAF_CHECK(!store->load()); // it can't move the log into the file
  shop.disk.plan({});
  save(*store);
  check_outlives_power_cuts();
}

// The system told the process before of a failed sync, and tells nobody else.
CAF_TEST(a save writes anew what a failed sync did not bring to the disk) {
  auto store = behind();
  shop.disk.plan({disk_fault::broken, 1, fault_plan::for_ever});
  CAF_CHECK(!store->commit(nothing_but_durable()));
  store.reset();
  shop.disk.plan({});
  auto next = shop.open();
  save(*next);
  check_outlives_power_cuts();
}

CAF_TEST_FIXTURE_SCOPE_END()
