// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE store_lots
#include "test/suite.hpp"

#include "actors/store.hpp"

#include <string>
#include <vector>

#include "test/store_fixture.hpp"

using namespace storify;

namespace {

lot one(int number, int64_t cents, int64_t quantity = 10) {
  auto key = "sku:" + std::to_string(number);
  return lot{"site",
             "MEUBLE",
             {offer{key, "Table", {cents, currency{}}, quantity, true, ""}}};
}

struct fixture : store_fixture {
  fixture() {
    start_with_whole_files();
  }

  // Brings a lot; the store doesn't look into its mailbox yet.
  reply<stock_report> bring(const lot& x) {
    return ask<stock_report>(aut, stock_atom_v, x);
  }

  int64_t cents_of(product_id id) {
    return tell<product>(caf::get_atom_v, id).value().cost.cents;
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(store_lots_tests, fixture)

CAF_TEST(small lots that wait are taken in in their order) {
  auto first = bring(one(1, 100));
  auto second = bring(one(2, 200));
  auto third = bring(one(1, 300));
  auto fourth = bring(one(2, 200));
  sched.run();
  CAF_CHECK(first.value() == (stock_report{1, 0, 0, 0}));
  CAF_CHECK(second.value() == (stock_report{1, 0, 0, 0}));
  CAF_CHECK(third.value() == (stock_report{0, 1, 0, 0}));
  CAF_CHECK(fourth.value() == (stock_report{0, 0, 1, 0}));
  CAF_CHECK_EQUAL(cents_of(1), 300);
}

CAF_TEST(a small lot alone is answered) {
  CAF_CHECK(tell<stock_report>(stock_atom_v, one(1, 100)).value()
            == (stock_report{1, 0, 0, 0}));
  CAF_CHECK(tell<stock_report>(stock_atom_v, lot{"site", "MEUBLE"}).value()
            == stock_report{});
}

CAF_TEST(each of many small lots is answered once) {
  std::vector<reply<stock_report>> answers;
  for (int i = 0; i < 100; ++i)
    answers.push_back(bring(one(i % 70, i)));
  sched.run();
  for (size_t i = 0; i < answers.size(); ++i)
    CAF_CHECK(answers[i].value() == (stock_report{i < 70, i >= 70, 0, 0}));
  CAF_CHECK_EQUAL(count(), 700);
}

CAF_TEST(small lots of several places keep their places) {
  auto chair = one(1, 100);
  lot other{"elsewhere", "MEUBLE", chair.offers()};
  lot garden{"site", "JARDIN", one(2, 100).offers()};
  auto first = bring(chair);
  auto second = bring(other);
  auto third = bring(garden);
  auto fourth = bring(one(3, 100));
  sched.run();
  CAF_CHECK_EQUAL(second.value().added, 1u);
  std::vector<std::string> places;
  for (product_id id = 1; id <= 4; ++id) {
    auto x = tell<product>(caf::get_atom_v, id).value();
    places.push_back(x.source.site + "/" + x.category);
  }
  CAF_CHECK_EQUAL(places,
                  (std::vector<std::string>{"site/MEUBLE", "elsewhere/MEUBLE",
                                            "site/JARDIN", "site/MEUBLE"}));
}

CAF_TEST(who asks after a small lot finds it taken in) {
  auto brought = bring(one(1, 100));
  auto counted = ask<int64_t>(aut, count_atom_v);
  auto seen = ask<snapshot>(aut, snapshot_atom_v);
  auto changed = ask<product>(aut, modify_atom_v, product_id{1},
                              product_patch{"Chaise", {}, {}});
  sched.run();
  CAF_CHECK_EQUAL(counted.value(), 10);
  CAF_CHECK_EQUAL(seen.value().size(), 1u);
  CAF_CHECK_EQUAL(changed.value().name, "Chaise");
}

CAF_TEST(a large lot comes after the small ones before it) {
  auto small = bring(one(1, 100));
  auto large = bring(tables(60));
  auto last = bring(one(1, 300));
  sched.run();
  CAF_CHECK_EQUAL(small.value().added, 1u);
  CAF_CHECK(large.value() == (stock_report{59, 1, 0, 0}));
  CAF_CHECK_EQUAL(cents_of(1), 300);
}

CAF_TEST(a save writes the small lots before it) {
  auto brought = bring(one(1, 100));
  auto saved = ask<save_report>(aut, save_atom_v);
  sched.run();
  CAF_REQUIRE_EQUAL(disk.save.waiting(), 1u);
  CAF_CHECK_EQUAL(disk.save.arg().size(), 1u);
  auto more = bring(one(2, 100));
  auto again = ask<save_report>(aut, save_atom_v);
  sched.run();
  answer(disk.save, uint64_t{1});
  CAF_REQUIRE_EQUAL(disk.save.waiting(), 1u);
  CAF_CHECK_EQUAL(disk.save.arg().size(), 2u);
}

CAF_TEST_FIXTURE_SCOPE_END()
