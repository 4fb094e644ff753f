// SPDX-License-Identifier: BSD-3-Clause
// The cases of a suite: every fault that a shop of one storage_kind can meet.
#pragma once

#ifndef STORIFY_KEPT_AS
#error "say which storage_kind before you include test/faults/every_fault.hpp"
#endif

#include "test/faults/shop_day.hpp"

namespace storify {

namespace {

struct fixture {
  shop_day aut{storage_kind::STORIFY_KEPT_AS};

  void check_meets(disk_fault kind, bool for_ever) {
    CAF_CHECK_EQUAL(aut.meet(kind, for_ever), "");
    CAF_MESSAGE(aut.played() << " days");
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(every_fault, fixture)

CAF_TEST(a disk that is full for a moment loses nothing) {
  check_meets(disk_fault::full, false);
}

CAF_TEST(a disk that is full for ever loses nothing) {
  check_meets(disk_fault::full, true);
}

CAF_TEST(a disk that fails for a moment loses nothing) {
  check_meets(disk_fault::broken, false);
}

CAF_TEST(a disk that fails for ever loses nothing) {
  check_meets(disk_fault::broken, true);
}

CAF_TEST(a write that is cut short loses nothing) {
  check_meets(disk_fault::short_write, false);
}

CAF_TEST(a disk that becomes full within a write loses nothing) {
  check_meets(disk_fault::short_write, true);
}

CAF_TEST(a power cut loses nothing that was acknowledged) {
  CAF_CHECK_EQUAL(aut.cut_power(), "");
  CAF_MESSAGE(aut.played() << " days");
}

CAF_TEST_FIXTURE_SCOPE_END()

} // namespace storify
