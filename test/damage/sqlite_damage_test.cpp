// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE sqlite_damage
#include "test/suite.hpp"

#include "test/damage/damage_trials.hpp"

using namespace storify;

CAF_TEST(a damaged log of a database is told or ends a few steps before) {
  damage_trials aut{storage_kind::sqlite,
                    keep_goods(storage_kind::sqlite, true),
                    {"inventory.db-wal"}};
  aut.allow_earlier_steps();
  CAF_CHECK_EQUAL(aut.play_all(4), "");
  CAF_MESSAGE(aut.rates());
}
