// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE product_table
#include "test/suite.hpp"

#include "core/inventory/product_table.hpp"

#include <string>
#include <vector>

using namespace storify;

namespace {

product numbered(product_id id) {
  product x;
  x.id = id;
  x.name = "product " + std::to_string(id);
  x.category = id % 2 == 0 ? "MEUBLE" : "JARDIN";
  x.source = {"site", "sku:" + std::to_string(id)};
  x.url = id % 3 == 0 ? "https://shop.example/" + std::to_string(id) : "";
  return x;
}

void append(product_table& table, const product& x) {
  auto origin = table.origin_of(x.source.site, x.category, x.cost.unit);
  table.append(x, origin);
}

void insert(product_table& table, const product& x) {
  table.make_room(x.id);
  auto origin = table.origin_of(x.source.site, x.category, x.cost.unit);
  table.insert(x, origin);
}

// Holds the ids 1 to `size`.
product_table table_of(product_id size) {
  product_table table;
  for (product_id id = 1; id <= size; ++id)
    append(table, numbered(id));
  return table;
}

snapshot shared(product_table& table) {
  snapshot::parts parts;
  table.share(parts);
  return snapshot{std::move(parts)};
}

std::vector<product_id> ids_in(const snapshot& all) {
  std::vector<product_id> ids;
  for (const auto& x : all)
    ids.push_back(x.id);
  return ids;
}

void rename(product_table& table, product_id id, const std::string& name) {
  auto where = table.find(id);
  CAF_REQUIRE(where.has_value());
  auto x = table.view(*where);
  x.name = name;
  table.replace(*where, x);
}

void erase(product_table& table, product_id id) {
  auto where = table.find(id);
  CAF_REQUIRE(where.has_value());
  table.erase(*where);
}

void check_holds(product_table& table, product_id id) {
  auto where = table.find(id);
  CAF_REQUIRE(where.has_value());
  CAF_REQUIRE(table.is_there(*where));
  CAF_REQUIRE_EQUAL(table.id_at(*where), id);
  CAF_REQUIRE(table.view(*where).copy() == numbered(id));
  CAF_REQUIRE(table.source(*where).copy() == numbered(id).source);
}

// Returns the chunks that `after` doesn't share with `before`.
std::vector<size_t> copied(const snapshot& before, const snapshot& after) {
  std::vector<size_t> result;
  auto chunk = [](const snapshot& x, size_t index) {
    constexpr auto per_page = std::tuple_size_v<chunk_page>;
    return (*x.get().pages[index / per_page])[index % per_page];
  };
  for (size_t index = 0; index < before.get().chunks; ++index)
    if (chunk(before, index) != chunk(after, index))
      result.push_back(index);
  return result;
}

constexpr product_id full = product_chunk::capacity;

} // namespace

CAF_TEST(a new table is empty) {
  product_table table;
  CAF_CHECK_EQUAL(table.size(), 0u);
  CAF_CHECK(!table.find(1));
  CAF_CHECK(shared(table).empty());
}

CAF_TEST(what was appended is found) {
  auto table = table_of(3 * full);
  CAF_CHECK_EQUAL(table.size(), 3 * full);
  for (product_id id = 1; id <= 3 * full; ++id)
    check_holds(table, id);
  CAF_CHECK(!table.find(0));
  CAF_CHECK(!table.find(3 * full + 1));
  CAF_CHECK(!table.find(1'000'000'000'000));
}

CAF_TEST(ids may lie far apart) {
  product_table table;
  std::vector<product_id> ids{3, 4, 7'000, 9'999'999'999'999,
                              10'000'000'000'000};
  for (auto id : ids)
    append(table, numbered(id));
  for (auto id : ids)
    check_holds(table, id);
  CAF_CHECK(!table.find(5));
  CAF_CHECK(!table.find(8'000));
  CAF_CHECK(!table.find(9'999'999'999'998));
  CAF_CHECK_EQUAL(ids_in(shared(table)), ids);
}

CAF_TEST(what was erased is gone and its neighbours stay) {
  auto table = table_of(3 * full);
  auto place = *table.find(full);
  for (product_id id : {product_id{1}, full - 1, full, 3 * full})
    erase(table, id);
  CAF_CHECK_EQUAL(table.size(), 3 * full - 4);
  for (product_id id : {product_id{1}, full - 1, full, 3 * full})
    CAF_CHECK(!table.find(id));
  for (product_id id : {product_id{2}, full - 2, full + 1, 3 * full - 1})
    check_holds(table, id);
  CAF_CHECK(!table.is_there(place));
  CAF_CHECK_EQUAL(table.id_at(place), full);
  CAF_CHECK_EQUAL(ids_in(shared(table)).size(), 3 * full - 4);
}

CAF_TEST(what is left of a chunk that was packed is found at its place) {
  auto table = table_of(2 * full);
  auto place = *table.find(77);
  for (product_id id = 1; id <= 2 * full; ++id)
    if (id % 7 != 0)
      erase(table, id);
  CAF_CHECK(table.find(77) == place);
  for (product_id id = 1; id <= 2 * full; ++id)
    if (id % 7 == 0)
      check_holds(table, id);
    else
      CAF_REQUIRE(!table.find(id));
}

CAF_TEST(a table that was emptied can be filled again) {
  auto table = table_of(2 * full);
  for (product_id id = 1; id <= 2 * full; ++id)
    erase(table, id);
  CAF_CHECK_EQUAL(table.size(), 0u);
  CAF_CHECK(shared(table).empty());
  for (product_id id = 2 * full + 1; id <= 4 * full; ++id)
    append(table, numbered(id));
  check_holds(table, 2 * full + 1);
  check_holds(table, 4 * full);
  CAF_CHECK_EQUAL(ids_in(shared(table)).size(), 2 * full);
}

CAF_TEST(a write is seen by the next reader) {
  auto table = table_of(600);
  rename(table, 300, "renamed");
  CAF_CHECK_EQUAL(table.view(*table.find(300)).name, "renamed");
  CAF_CHECK_EQUAL(table.view(*table.find(300)).url, "https://shop.example/300");
}

CAF_TEST(a product may be renamed again and again) {
  auto table = table_of(10);
  for (int i = 0; i < 10'000; ++i)
    rename(table, 5, "a name of some length, number " + std::to_string(i));
  CAF_CHECK_EQUAL(table.view(*table.find(5)).name,
                  "a name of some length, number 9999");
  check_holds(table, 4);
  check_holds(table, 6);
}

CAF_TEST(a snapshot keeps what it held) {
  auto table = table_of(600);
  auto before = shared(table);
  rename(table, 300, "renamed");
  erase(table, 5);
  for (product_id id = 601; id <= 5 * full; ++id)
    append(table, numbered(id));
  for (product_id id = 6; id <= 400; ++id)
    erase(table, id);
  auto ids = ids_in(before);
  CAF_REQUIRE_EQUAL(ids.size(), 600u);
  for (const auto& x : before)
    CAF_REQUIRE(x.copy() == numbered(x.id));
}

CAF_TEST(a write copies its own chunk and no other) {
  auto table = table_of(40 * full);
  auto before = shared(table);
  rename(table, 35 * full, "renamed");
  rename(table, 35 * full + 1, "renamed");
  erase(table, 35 * full + 2);
  CAF_CHECK_EQUAL(copied(before, shared(table)), std::vector<size_t>{35});
}

CAF_TEST(appending copies nothing) {
  auto table = table_of(full / 2);
  auto before = shared(table);
  append(table, numbered(full / 2 + 1));
  auto after = shared(table);
  CAF_CHECK(copied(before, after).empty());
  CAF_CHECK_EQUAL(before.size(), full / 2);
  CAF_CHECK_EQUAL(ids_in(before).size(), full / 2);
  CAF_CHECK_EQUAL(ids_in(after).size(), full / 2 + 1);
}

CAF_TEST(appending without room for the texts leaves the snapshot its own) {
  auto table = table_of(10);
  auto before = shared(table);
  auto name = before.begin().name();
  auto large = numbered(11);
  large.name = std::string(60'000, 'x');
  append(table, large);
  CAF_CHECK(before.begin().name().data() == name.data());
  CAF_CHECK(table.view(*table.find(11)).copy() == large);
  for (const auto& x : before)
    CAF_CHECK(x.copy() == numbered(x.id));
}

CAF_TEST(sharing twice without a change shares the same pages) {
  auto table = table_of(600);
  CAF_CHECK(shared(table).get().pages == shared(table).get().pages);
}

CAF_TEST(a table goes on from parts whose memory it shares) {
  auto loaded = table_of(40 * full);
  auto all = shared(loaded);
  product_table table;
  CAF_CHECK_EQUAL(table.adopt(all), 0u);
  auto before = shared(table);
  CAF_CHECK(copied(all, before).empty());
  check_holds(table, 40 * full);
  for (product_id id = 40 * full + 1; id <= 41 * full; ++id)
    append(table, numbered(id));
  rename(table, 7, "renamed");
  check_holds(table, 41 * full);
  CAF_CHECK_EQUAL(table.size(), 41 * full);
  for (const auto& x : all)
    CAF_REQUIRE(x.copy() == numbered(x.id));
}

CAF_TEST(what was erased can be inserted again) {
  auto table = table_of(3 * full);
  auto place = *table.find(77);
  for (product_id id = 1; id <= 3 * full; ++id)
    if (id % 7 != 0 || id == 77)
      erase(table, id);
  auto before = shared(table);
  CAF_CHECK(table.can_hold(77));
  for (auto id = 3 * full; id >= 1; --id)
    if (id % 7 != 0 || id == 77)
      insert(table, numbered(id));
  CAF_CHECK(table.find(77) == place);
  CAF_CHECK_EQUAL(table.size(), 3 * full);
  for (product_id id = 1; id <= 3 * full; ++id)
    check_holds(table, id);
  CAF_CHECK_EQUAL(ids_in(shared(table)).size(), 3 * full);
  for (const auto& x : before)
    CAF_REQUIRE(x.id % 7 == 0 && x.copy() == numbered(x.id));
}

CAF_TEST(a product erased a moment ago comes back alone) {
  auto table = table_of(10);
  erase(table, 5);
  insert(table, numbered(5));
  erase(table, 10);
  insert(table, numbered(10));
  for (product_id id = 1; id <= 10; ++id)
    check_holds(table, id);
  append(table, numbered(11));
  check_holds(table, 11);
}

CAF_TEST(there is room where a chunk is and behind all) {
  product_table table;
  CAF_CHECK(table.can_hold(1));
  append(table, numbered(5));
  append(table, numbered(10 * full));
  CAF_CHECK(table.can_hold(1));
  CAF_CHECK(table.can_hold(11 * full));
  CAF_CHECK(table.can_hold(1'000'000'000'000));
  CAF_CHECK(!table.can_hold(full));
  CAF_CHECK(!table.can_hold(9 * full));
}

CAF_TEST(room that was made is filled in any order) {
  auto table = table_of(full + 3);
  auto before = shared(table);
  std::vector<product_id> ids{full + 10, 3 * full, 3 * full + 1, 7 * full + 5};
  for (auto id : ids)
    table.make_room(id);
  auto empty = shared(table);
  CAF_CHECK_EQUAL(ids_in(empty).size(), full + 3);
  append(table, numbered(8 * full - 1));
  for (auto id : {ids[2], ids[0], ids[3], ids[1]}) {
    auto meanwhile = shared(table);
    insert(table, numbered(id));
  }
  append(table, numbered(8 * full));
  for (auto id : ids)
    check_holds(table, id);
  check_holds(table, 8 * full - 1);
  check_holds(table, 8 * full);
  for (auto id = 3 * full + 2; id < 4 * full; ++id)
    insert(table, numbered(id));
  check_holds(table, 3 * full);
  check_holds(table, 4 * full - 1);
  CAF_CHECK_EQUAL(ids_in(before).size(), full + 3);
  CAF_CHECK_EQUAL(ids_in(empty).size(), full + 3);
  for (const auto& x : shared(table))
    CAF_REQUIRE(x.copy() == numbered(x.id));
}
