// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE csv_damage
#include "test/suite.hpp"

#include "test/damage/damage_trials.hpp"

using namespace storify;

CAF_TEST(a damaged CSV file is told or does no harm) {
  damage_trials aut{
    storage_kind::csv, keep_goods(storage_kind::csv, false), {"inventory.csv"}};
  CAF_CHECK_EQUAL(aut.play_all(), "");
  CAF_MESSAGE(aut.rates());
}

CAF_TEST(a damaged checksum of a CSV file is told or does no harm) {
  damage_trials aut{storage_kind::csv,
                    keep_goods(storage_kind::csv, false),
                    {"inventory.csv.xxh128sum"}};
  CAF_CHECK_EQUAL(aut.play_all(4), "");
  CAF_MESSAGE(aut.rates());
}
