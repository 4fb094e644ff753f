// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE sqlite_damage
#include "test/suite.hpp"

#include "test/damage/damage_trials.hpp"

using namespace storify;

namespace {

// `part`: of the seeds that a file of one kind gets.
void check(damage_trials& aut, uint64_t part) {
  CAF_CHECK_EQUAL(aut.play_all(part), "");
  CAF_MESSAGE(aut.rates());
}

} // namespace

CAF_TEST(a damaged database is told or does no harm) {
  damage_trials aut{storage_kind::sqlite,
                    keep_goods(storage_kind::sqlite, false),
                    {"inventory.db"}};
  check(aut, 1);
}

CAF_TEST(a damaged database with a log is told or does no harm) {
  damage_trials aut{storage_kind::sqlite,
                    keep_goods(storage_kind::sqlite, true),
                    {"inventory.db"}};
  check(aut, 4);
}

CAF_TEST(a damaged log of a database is told or ends a few steps before) {
  damage_trials aut{storage_kind::sqlite,
                    keep_goods(storage_kind::sqlite, true),
                    {"inventory.db-wal"}};
  aut.allow_earlier_steps();
  check(aut, 4);
}
