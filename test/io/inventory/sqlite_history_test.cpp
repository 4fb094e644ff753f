// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE sqlite_history
#include "test/suite.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "io/inventory/sqlite_store.hpp"
#include "test/io/edited_database.hpp"
#include "test/io/store_checks.hpp"
#include "test/temp_folder.hpp"

using namespace storify;

namespace {

using movements = std::vector<movement>;

product lamp(int64_t quantity) {
  product x;
  x.id = 4;
  x.name = "Lampe";
  x.cost = {1999, *currency::from("USD")};
  x.quantity = quantity;
  return x;
}

movement change(uint64_t number, std::optional<holding> before,
                std::optional<holding> after) {
  movement x;
  x.number = number;
  x.time = 1'700'000'000'123 + static_cast<int64_t>(number);
  x.id = 4;
  x.name = "Lampe";
  x.unit = *currency::from("USD");
  x.before = before;
  x.after = after;
  return x;
}

const holding three{3, 1999};
const holding five{5, 1999};

struct fixture {
  temp_folder folder;
  sqlite_store store{folder.path()};

  fixture() {
    CAF_REQUIRE(load_all(store));
  }

  void commit(const packed_products& put, const movements& moved) {
    change_set changes;
    changes.put = put;
    changes.moved = moved;
    changes.next_id = 9;
    CAF_REQUIRE(store.commit(changes));
  }

  movements history(history_query wanted = {}) {
    auto found = store.history(wanted);
    if (!found)
      CAF_FAIL(sentence(found.error()));
    return std::move(*found);
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(sqlite_history_tests, fixture)

CAF_TEST(at first nothing has changed) {
  CAF_CHECK(history().empty());
}

CAF_TEST(movements come back as they were and the newest first) {
  auto added = change(1, {}, three);
  auto scraped = change(2, three, five);
  scraped.who = author::scraper;
  scraped.site = "home24";
  scraped.category = "LUMINAIRE";
  auto renamed = change(3, five, five);
  renamed.who = author::undo;
  renamed.old_name = "Lampe 🛋";
  commit(packed_products{{lamp(5)}}, {added, scraped, renamed});
  CAF_CHECK(history() == (movements{renamed, scraped, added}));
  CAF_CHECK(history({4, 2}) == (movements{renamed, scraped}));
  CAF_CHECK(history({5, 0}).empty());
}

CAF_TEST(many movements keep their numbers though some are missing) {
  movements all;
  for (uint64_t number = 1; number < 180; ++number)
    if (number < 56 || number > 59)
      all.push_back(change(number, three, five));
  commit(packed_products{{lamp(5)}}, all);
  movements more;
  for (uint64_t number = 200; number < 260; ++number)
    more.push_back(change(number, five, three));
  commit(packed_products{{lamp(3)}}, more);
  all.insert(all.end(), more.begin(), more.end());
  std::ranges::reverse(all);
  CAF_CHECK(history() == all);
}

CAF_TEST(a removed product keeps its name) {
  commit(packed_products{{lamp(3)}}, {change(1, {}, three)});
  change_set changes;
  changes.erased = {4};
  changes.moved = {change(2, three, {})};
  changes.next_id = 9;
  CAF_REQUIRE(store.commit(changes));
  CAF_CHECK(history()
            == (movements{change(2, three, {}), change(1, {}, three)}));
}

CAF_TEST(a movement that only changes a price has the name of today) {
  auto cheaper = change(2, three, holding{3, 999});
  commit(packed_products{{lamp(3)}}, {cheaper});
  auto now = lamp(3);
  now.name = "Lampadaire";
  commit(packed_products{{now}}, {});
  auto found = history();
  CAF_REQUIRE_EQUAL(found.size(), 1u);
  CAF_CHECK_EQUAL(found.front().name, "Lampadaire");
}

CAF_TEST(numbers go on after a load) {
  commit(packed_products{{lamp(3)}}, {change(7, {}, three)});
  auto part = store.load();
  CAF_REQUIRE(part);
  CAF_CHECK(part->is_last);
  CAF_CHECK_EQUAL(part->next_movement, 8u);
}

CAF_TEST(a commit that fails leaves no movement) {
  commit(packed_products{{lamp(3)}}, {change(7, {}, three)});
  change_set changes;
  changes.put.add(lamp(5));
  auto other = change(8, three, five);
  other.category = "MEUBLE";                       // with an origin of its own
  changes.moved = {other, change(7, three, five)}; // a number given twice
  auto done = store.commit(changes);
  CAF_REQUIRE(!done);
  CAF_MESSAGE(sentence(done.error()));
  CAF_CHECK(history() == movements{change(7, {}, three)});
  commit(packed_products{{lamp(5)}}, {other});
  CAF_CHECK(history({0, 1}) == movements{other});
}

CAF_TEST(a damaged row is told with its number) {
  commit(packed_products{{lamp(3)}}, {change(7, {}, three)});
  edit_database(folder / "inventory.db", "UPDATE movement SET who = 9");
  auto found = store.history({});
  CAF_REQUIRE(!found);
  check_failed(found.error(), ec::storage_damaged, "movement 7: its author");
}

CAF_TEST_FIXTURE_SCOPE_END()
