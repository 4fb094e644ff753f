// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE change_log
#include "test/suite.hpp"

#include "core/inventory/change_log.hpp"

#include <set>
#include <vector>

using namespace storify;

namespace {

using places = std::vector<change_log::place>;
using sources = std::set<source_key>;

const source_key lamp{"site", "sku:1"};
const source_key table{"site", "sku:2"};

places write(change_log& log, size_t most = change_log::all) {
  auto taken = log.begin_write(most).products;
  log.end_write(true);
  return taken;
}

// Marks the places `first` to `last`.
void touch_all(change_log& log, size_t first, size_t last) {
  for (auto x = first; x <= last; ++x)
    log.touch(x);
}

} // namespace

CAF_TEST(nothing is marked at first) {
  change_log log;
  CAF_CHECK(log.empty());
  CAF_CHECK(!log.has_due());
  CAF_CHECK(write(log).empty());
}

CAF_TEST(a product or a source that was touched is marked once) {
  change_log log;
  log.touch(3);
  log.touch_first(1);
  log.touch(3);
  log.touch_first(3);
  CAF_CHECK(!log.empty());
  log.touch_first(lamp);
  auto marks = log.begin_write();
  CAF_CHECK_EQUAL(marks.products, (places{1, 3}));
  CAF_CHECK(marks.sources == sources{lamp});
}

CAF_TEST(a source alone is a change too) {
  change_log log;
  log.touch_first(lamp);
  CAF_CHECK(!log.empty());
}

CAF_TEST(a write takes the marks along) {
  change_log log;
  log.touch(1);
  log.begin_write();
  CAF_CHECK(log.empty());
  log.end_write(true);
  CAF_CHECK(log.empty());
  CAF_CHECK(write(log).empty());
}

CAF_TEST(what is touched during a write is part of the next one) {
  change_log log;
  log.touch(1);
  log.touch(2);
  log.begin_write();
  log.touch(2);
  log.touch_first(table);
  log.end_write(true);
  CAF_CHECK(!log.empty());
  auto marks = log.begin_write();
  CAF_CHECK_EQUAL(marks.products, places{2});
  CAF_CHECK(marks.sources == sources{table});
}

CAF_TEST(what could not be written is marked again) {
  change_log log;
  log.touch(1);
  log.touch_first(2);
  log.touch_first(lamp);
  log.begin_write();
  log.touch(2);
  log.touch(3);
  log.touch_first(table);
  log.end_write(false);
  log.make_all_due();
  auto marks = log.begin_write();
  CAF_CHECK_EQUAL(marks.products, (places{1, 2, 3}));
  CAF_CHECK(marks.sources == (sources{lamp, table}));
}

CAF_TEST(what a person changed goes before all that is written behind) {
  change_log log;
  touch_all(log, 0, 5000);
  log.touch_first(9000);
  auto taken = write(log, 1000);
  CAF_REQUIRE(!taken.empty());
  CAF_CHECK_EQUAL(taken.back(), 9000u);
  CAF_CHECK(taken.size() > 500);
  CAF_CHECK(taken.size() <= 1001);
}

CAF_TEST(slices take everything once) {
  change_log log;
  touch_all(log, 0, 5000);
  places all;
  while (!log.empty())
    for (auto x : write(log, 700))
      all.push_back(x);
  CAF_REQUIRE_EQUAL(all.size(), 5001u);
  for (size_t i = 0; i < all.size(); ++i)
    CAF_REQUIRE_EQUAL(all[i], i);
}

CAF_TEST(what is due goes before what came later) {
  change_log log;
  touch_all(log, 2000, 4000);
  log.make_all_due();
  touch_all(log, 0, 1999);
  size_t due = 0;
  while (log.has_due())
    due += write(log, 600).size();
  CAF_CHECK_EQUAL(due, 2001u);
  CAF_CHECK_EQUAL(write(log).size(), 2000u);
}

CAF_TEST(a slice that failed is due again) {
  change_log log;
  touch_all(log, 0, 1999);
  log.make_all_due();
  log.begin_write(600);
  log.end_write(false);
  size_t due = 0;
  while (log.has_due())
    due += write(log, 600).size();
  CAF_CHECK_EQUAL(due, 2000u);
}

CAF_TEST(what a person changed is not written behind as well) {
  change_log log;
  touch_all(log, 0, 3);
  log.touch_first(2);
  CAF_CHECK_EQUAL(write(log, 0), places{2});
  CAF_CHECK_EQUAL(write(log), (places{0, 1, 3}));
  touch_all(log, 0, 3);
  log.make_all_due();
  log.touch_first(2);
  CAF_CHECK(log.has_first());
  CAF_CHECK_EQUAL(write(log, 2), (places{0, 1, 2}));
  CAF_CHECK(!log.has_first());
  CAF_CHECK_EQUAL(write(log), places{3});
}

CAF_TEST(a source waits for a write as a product does) {
  change_log log;
  log.touch_first(lamp);
  CAF_CHECK(log.has_first());
  write(log);
  CAF_CHECK(!log.has_first());
}

CAF_TEST(writes end in the order in which they began) {
  change_log log;
  touch_all(log, 0, 5);
  log.make_all_due();
  log.begin_write(2);
  CAF_CHECK_EQUAL(log.begin_write(2).products, (places{2, 3}));
  log.end_write(false);
  log.end_write(true);
  CAF_CHECK_EQUAL(write(log), (places{0, 1, 4, 5}));
}

CAF_TEST(a write that is taken back leaves the one before alone) {
  change_log log;
  touch_all(log, 0, 5);
  log.make_all_due();
  log.begin_write(2);
  log.begin_write(2);
  log.take_back_write();
  log.end_write(true);
  CAF_CHECK(log.has_due());
  CAF_CHECK_EQUAL(write(log), (places{2, 3, 4, 5}));
}

CAF_TEST(a write of everything takes everything and may fail) {
  change_log log;
  touch_all(log, 0, 1999);
  log.touch_first(7);
  log.touch_first(lamp);
  log.begin_whole_write();
  CAF_CHECK(log.empty());
  log.touch(5000);
  log.end_write(false);
  log.make_all_due();
  auto marks = log.begin_write();
  CAF_CHECK_EQUAL(marks.products.size(), 2001u);
  CAF_CHECK(marks.sources == sources{lamp});
  log.end_write(true);
  log.touch(1);
  log.begin_whole_write();
  log.end_write(true);
  CAF_CHECK(log.empty());
}
