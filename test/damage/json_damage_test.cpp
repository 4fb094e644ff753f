// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE json_damage
#include "test/suite.hpp"

#include "test/damage/damage_trials.hpp"

using namespace storify;

CAF_TEST(a damaged JSON file is told or does no harm) {
  damage_trials aut{storage_kind::json,
                    keep_goods(storage_kind::json, false),
                    {"inventory.json"}};
  CAF_CHECK_EQUAL(aut.play_all(), "");
  CAF_MESSAGE(aut.rates());
}

CAF_TEST(a damaged checksum of a JSON file is told or does no harm) {
  damage_trials aut{storage_kind::json,
                    keep_goods(storage_kind::json, false),
                    {"inventory.json.xxh128sum"}};
  CAF_CHECK_EQUAL(aut.play_all(4), "");
  CAF_MESSAGE(aut.rates());
}
