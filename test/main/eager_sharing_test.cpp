// SPDX-License-Identifier: BSD-3-Clause
// That it is right. What it is for, speed, is for the benchmark to show.
#define CAF_SUITE eager_sharing
#include "test/suite.hpp"

#include "main/eager_sharing.hpp"

#include <chrono>
#include <ctime>
#include <thread>
#include <vector>

#include "caf/actor_system.hpp"
#include "caf/event_based_actor.hpp"
#include "caf/scoped_actor.hpp"
#include "caf/send.hpp"

#include "main/system_config.hpp"

using namespace storify;
using namespace std::chrono_literals;

namespace {

struct fixture {
  system_config config;
  caf::actor_system system{config};
};

// Hands a number on until it is 0; then `boss` hears of it.
caf::behavior runner(caf::event_based_actor* self, caf::actor boss) {
  return {
    [self, boss](int left, const caf::actor& other) {
      if (left == 0)
        self->send(boss, caf::ok_atom_v);
      else
        self->send(other, left - 1, caf::actor{self});
    },
    [self](caf::close_atom) { self->quit(); },
  };
}

double cpu_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

} // namespace

CAF_TEST_FIXTURE_SCOPE(eager_sharing_tests, fixture)

CAF_TEST(no message stays behind) {
  caf::scoped_actor self{system};
  constexpr size_t pairs = 20;
  std::vector<caf::actor> runners;
  for (size_t i = 0; i < 2 * pairs; ++i)
    runners.push_back(self->spawn(runner, caf::actor{self}));
  for (size_t i = 0; i < 2 * pairs; i += 2)
    self->send(runners[i], 2000, runners[i + 1]);
  for (size_t i = 0; i < pairs; ++i)
    self->receive([](caf::ok_atom) {},
                  caf::after(30s) >> [] { CAF_FAIL("a message is lost"); });
  for (const auto& x : runners)
    caf::anon_send(x, caf::close_atom_v);
}

CAF_TEST(who comes when all are asleep is heard) {
  caf::scoped_actor self{system};
  auto one = self->spawn(runner, caf::actor{self});
  for (int i = 0; i < 20; ++i) {
    std::this_thread::sleep_for(1ms); // longer than anybody looks around
    self->send(one, 0, one);
    self->receive([](caf::ok_atom) {},
                  caf::after(30s) >> [] { CAF_FAIL("a message is lost"); });
  }
  caf::anon_send(one, caf::close_atom_v);
}

CAF_TEST(an idle system uses no processor) {
  std::this_thread::sleep_for(50ms); // until all have fallen asleep
  auto before = cpu_seconds();
  std::this_thread::sleep_for(500ms);
  CAF_CHECK_LESS(cpu_seconds() - before, 0.05);
}

CAF_TEST_FIXTURE_SCOPE_END()
