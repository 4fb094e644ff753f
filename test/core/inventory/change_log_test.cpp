// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE change_log
#include "test/suite.hpp"

#include "core/inventory/change_log.hpp"

#include <set>

using namespace storify;

namespace {

using ids = std::set<product_id>;
using sources = std::set<source_key>;

const source_key lamp{"site", "sku:1"};
const source_key table{"site", "sku:2"};

} // namespace

CAF_TEST(nothing is marked at first) {
  change_log log;
  CAF_CHECK(log.empty());
  CAF_CHECK(log.begin_write().products.empty());
}

CAF_TEST(a product or a source that was touched is marked once) {
  change_log log;
  log.touch(3);
  log.touch(1);
  log.touch(3);
  CAF_CHECK(!log.empty());
  log.touch(lamp);
  const auto& marks = log.begin_write();
  CAF_CHECK(marks.products == (ids{1, 3}));
  CAF_CHECK(marks.sources == sources{lamp});
}

CAF_TEST(a source alone is a change too) {
  change_log log;
  log.touch(lamp);
  CAF_CHECK(!log.empty());
}

CAF_TEST(a write takes the marks along) {
  change_log log;
  log.touch(1);
  log.begin_write();
  CAF_CHECK(log.empty());
  log.written();
  CAF_CHECK(log.empty());
  CAF_CHECK(log.begin_write().products.empty());
}

CAF_TEST(what is touched during a write is part of the next one) {
  change_log log;
  log.touch(1);
  log.touch(2);
  log.begin_write();
  log.touch(2);
  log.touch(table);
  log.written();
  CAF_CHECK(!log.empty());
  const auto& marks = log.begin_write();
  CAF_CHECK(marks.products == ids{2});
  CAF_CHECK(marks.sources == sources{table});
}

CAF_TEST(what could not be written is marked again) {
  change_log log;
  log.touch(1);
  log.touch(2);
  log.touch(lamp);
  log.begin_write();
  log.touch(2);
  log.touch(3);
  log.touch(table);
  log.not_written();
  const auto& marks = log.begin_write();
  CAF_CHECK(marks.products == (ids{1, 2, 3}));
  CAF_CHECK(marks.sources == (sources{lamp, table}));
}
