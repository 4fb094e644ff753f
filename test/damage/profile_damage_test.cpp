// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE profile_damage
#include "test/suite.hpp"

#include "core/scraping/profile.hpp"

#include <string>

#include "messages/errors.hpp"
#include "test/damage/damage.hpp"
#include "test/damage/effort.hpp"
#include "test/temp_folder.hpp"

using namespace storify;

namespace {

constexpr auto sites = STORIFY_SOURCE_DIR "/data/sites/";

// Nothing tells what stood there before.
bool is_told_or_used(const std::string& text, bool& is_used) {
  auto profile = parse_profile(text, "file:///shop/sites/damaged.json");
  is_used = static_cast<bool>(profile);
  if (profile)
    return !profile->name.empty() && !profile->categories.empty();
  return profile.error() == ec::bad_profile
         && sentence(profile.error()).find("/shop/sites/damaged.json")
              != std::string::npos;
}

} // namespace

CAF_TEST(a damaged profile is told or used) {
  auto [first, count] = wanted_effort(2);
  uint64_t used = 0;
  for (const auto* name : {"sample.json", "home24.json"}) {
    auto text = text_of(std::string{sites} + name);
    for (auto seed = first; seed < first + count; ++seed) {
      auto [damaged, what] = damage(text, seed);
      auto is_used = false;
      if (!is_told_or_used(damaged, is_used))
        CAF_FAIL("not so with seed " << seed << ", " << name << ": " << what);
      used += is_used ? 1 : 0;
    }
  }
  CAF_MESSAGE("told: " << 2 * count - used << ", used: " << used);
}
