// SPDX-License-Identifier: BSD-3-Clause
// A whole file and its checksums are two names. Whatever went wrong in one
// save, a power cut at any moment of the next one leaves a file that fits: one
// of the saves, and none older than the last that was answered.
#define CAF_SUITE two_faults
#include "test/suite.hpp"

#include <optional>
#include <string>

#include <fmt/format.h>

#include "messages/errors.hpp"
#include "test/faults/effort.hpp"
#include "test/faults/kept_shop.hpp"
#include "test/load_all.hpp"

using namespace storify;

namespace {

constexpr uint64_t chances = 6;

inventory_image image_of(product_id products) {
  inventory_image image;
  for (product_id id = 1; id <= products; ++id) {
    product x;
    x.id = id;
    x.name = "Lampe";
    image.products.push_back(std::move(x));
  }
  image.next_id = products + 1;
  return image;
}

struct fixture {
  kept_shop shop{storage_kind::csv};
  simulated_disk opened;
  uint64_t answered = 1; ///< The last save that succeeded.
  std::optional<std::string> flaw;
  uint64_t stride = wanted_effort().stride;

  fixture() {
    auto store = shop.open();
    CAF_REQUIRE(load_all(*store));
    CAF_REQUIRE(store->save(snapshot{image_of(1)}));
    opened = shop.disk;
  }

  // Plays three saves for each call that fails in the second, and each that the
  // power cut hits in the third.
  void play_all(bool is_killed) {
    auto calls = play({}, {}, is_killed);
    CAF_CHECK_GREATER(calls.first, 10u);
    CAF_CHECK_GREATER(calls.second, 10u);
    for (uint64_t k = 1; k <= calls.first; ++k)
      for (uint64_t j = 1; j <= calls.second + 1 && !flaw; j += stride) {
        auto last = is_killed ? fault_plan::for_ever : k;
        auto for_ever = fault_plan::for_ever;
        play({disk_fault::broken, k, last},
             {disk_fault::power_cut, j, for_ever}, is_killed);
        check(k, j);
      }
    CAF_CHECK_EQUAL(flaw.value_or(""), "");
  }

  // Returns how many calls there were in the second save and in the third.
  std::pair<uint64_t, uint64_t> play(const fault_plan& second,
                                     const fault_plan& third, bool is_killed) {
    std::pair<uint64_t, uint64_t> calls;
    shop.disk = opened;
    answered = 1;
    auto store = shop.open();
    load_all(*store);
    shop.disk.plan(second);
    save(*store, 2);
    calls.first = shop.disk.calls();
    shop.disk.plan({});
    if (is_killed) {
      store = shop.open();
      load_all(*store);
    }
    shop.disk.plan(third);
    save(*store, 3);
    calls.second = shop.disk.calls();
    return calls;
  }

  void save(storage& store, uint64_t number) {
    if (store.save(snapshot{image_of(number)}))
      answered = number;
  }

  bool is_a_save(const inventory_image& x) const {
    auto number = x.products.size();
    return number >= answered && number <= 3
           && x == shop.kept(image_of(number));
  }

  void check(uint64_t k, uint64_t j) {
    for (uint64_t chance = 0; chance < chances; ++chance) {
      auto left = shop.disk.after_power_cut(chance);
      auto found = shop.load(left);
      if (!found || !is_a_save(*found))
        flaw = fmt::format("fault at {}, cut at {}, chance {}: {}", k, j,
                           chance,
                           found ? fmt::format("{} products, save {} was "
                                               "answered",
                                               found->products.size(), answered)
                                 : sentence(found.error()));
    }
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(two_faults_tests, fixture)

CAF_TEST(a power cut after a failed save leaves a file that fits) {
  play_all(false);
}

CAF_TEST(a power cut after a killed save leaves a file that fits) {
  play_all(true);
}

CAF_TEST_FIXTURE_SCOPE_END()
