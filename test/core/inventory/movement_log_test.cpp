// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE movement_log
#include "test/suite.hpp"

#include "core/inventory/movement_log.hpp"

#include <string>
#include <vector>

using namespace storify;

namespace {

using movements = std::vector<movement>;

movement cheaper(uint64_t number, product_id id) {
  movement x;
  x.number = number;
  x.time = static_cast<int64_t>(number) * 1000;
  x.who = author::scraper;
  x.site = "home24";
  x.category = id % 2 == 0 ? "MEUBLE" : "JARDIN";
  x.id = id;
  x.before = holding{3, 200};
  x.after = holding{3, 100};
  return x;
}

movement removed(uint64_t number, product_id id) {
  movement x;
  x.number = number;
  x.id = id;
  x.name = "Lampe";
  x.before = holding{3, 100};
  return x;
}

movements of(const movement_log& log, movement_log::place where) {
  movements result;
  log.append_to(result, where);
  return result;
}

} // namespace

CAF_TEST(nothing is there at first) {
  movement_log log;
  CAF_CHECK(log.empty());
  CAF_CHECK(of(log, 7).empty());
  CAF_CHECK(log.newest({}).empty());
  log.forget(7, 100);
  CAF_CHECK(log.empty());
}

CAF_TEST(movements come back as they were and in their order) {
  movement_log log;
  log.add(7, cheaper(1, 7));
  log.add(1'000'000, cheaper(2, 1'000'000));
  log.add(7, removed(3, 7));
  CAF_CHECK(of(log, 7) == (movements{cheaper(1, 7), removed(3, 7)}));
  CAF_CHECK(of(log, 1'000'000) == movements{cheaper(2, 1'000'000)});
  CAF_CHECK(of(log, 8).empty());
}

CAF_TEST(the newest come first) {
  movement_log log;
  for (uint64_t number = 1; number <= 6; ++number)
    log.add(number % 2, cheaper(number, number % 2));
  CAF_CHECK(log.newest({0, 2}) == (movements{cheaper(6, 0), cheaper(5, 1)}));
  CAF_CHECK(log.newest({1, 0})
            == (movements{cheaper(5, 1), cheaper(3, 1), cheaper(1, 1)}));
}

CAF_TEST(what is written is forgotten and what came later is not ) {
  movement_log log;
  log.add(7, cheaper(1, 7));
  log.add(7, removed(2, 7));
  log.add(8, cheaper(3, 8));
  log.add(7, cheaper(4, 7));
  log.forget(7, 3);
  CAF_CHECK(of(log, 7) == movements{cheaper(4, 7)});
  CAF_CHECK(of(log, 8) == movements{cheaper(3, 8)});
  log.forget(8, 3);
  log.forget(7, 4);
  CAF_CHECK(log.empty());
  CAF_CHECK(log.newest({}).empty());
}

CAF_TEST(the room of what is forgotten is used again) {
  movement_log log;
  log.add(1, cheaper(1, 1));
  for (uint64_t number = 2; number < 10'000; ++number) {
    log.add(number, removed(number, number));
    log.forget(number - 1, number - 1);
  }
  CAF_CHECK(log.newest({}) == movements{removed(9'999, 9'999)});
}
