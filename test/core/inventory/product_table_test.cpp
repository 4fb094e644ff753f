// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE product_table
#include "test/suite.hpp"

#include "core/inventory/product_table.hpp"

#include <string>
#include <vector>

using namespace storify;

namespace {

using chunks = std::vector<snapshot::chunk_ptr>;

product numbered(product_id id) {
  product x;
  x.id = id;
  x.name = "product " + std::to_string(id);
  return x;
}

// Holds the ids 1 to `size`.
product_table table_of(product_id size) {
  product_table table;
  for (product_id id = 1; id <= size; ++id)
    table.append(numbered(id));
  return table;
}

std::vector<product_id> ids_in(const chunks& all) {
  std::vector<product_id> ids;
  for (const auto& chunk : all) {
    CAF_REQUIRE(chunk != nullptr);
    CAF_REQUIRE(!chunk->empty());
    for (const auto& x : *chunk)
      ids.push_back(x.id);
  }
  return ids;
}

// Returns the index of the chunk that holds `id`.
size_t chunk_of(const chunks& all, product_id id) {
  size_t index = 0;
  while (all[index]->back().id < id)
    ++index;
  return index;
}

void check_only_one_differs(const chunks& before, const chunks& after,
                            size_t changed) {
  CAF_REQUIRE_EQUAL(before.size(), after.size());
  for (size_t index = 0; index < before.size(); ++index)
    CAF_CHECK_EQUAL(before[index] == after[index], index != changed);
}

} // namespace

CAF_TEST(a new table is empty) {
  product_table table;
  CAF_CHECK_EQUAL(table.size(), 0u);
  CAF_CHECK(table.find(1) == nullptr);
  CAF_CHECK(table.find_to_write(1) == nullptr);
  CAF_CHECK(table.share().empty());
}

CAF_TEST(what was appended is found) {
  auto table = table_of(1000);
  CAF_CHECK_EQUAL(table.size(), 1000u);
  for (product_id id = 1; id <= 1000; ++id) {
    const auto* found = table.find(id);
    CAF_REQUIRE(found != nullptr);
    CAF_REQUIRE(*found == numbered(id));
  }
  CAF_CHECK(table.find(0) == nullptr);
  CAF_CHECK(table.find(1001) == nullptr);
}

CAF_TEST(what was erased is gone and its neighbours stay) {
  auto table = table_of(1000);
  for (product_id id : {1, 256, 257, 500, 1000})
    table.erase(id);
  table.erase(500);
  table.erase(4000);
  CAF_CHECK_EQUAL(table.size(), 995u);
  for (product_id id : {1, 256, 257, 500, 1000})
    CAF_CHECK(table.find(id) == nullptr);
  for (product_id id : {2, 255, 258, 499, 501, 999})
    CAF_CHECK(table.find(id) != nullptr);
  CAF_CHECK_EQUAL(ids_in(table.share()).size(), 995u);
}

CAF_TEST(a table that was emptied can be filled again) {
  auto table = table_of(600);
  for (product_id id = 1; id <= 600; ++id)
    table.erase(id);
  CAF_CHECK_EQUAL(table.size(), 0u);
  CAF_CHECK(table.share().empty());
  table.append(numbered(601));
  CAF_CHECK(table.find(601) != nullptr);
  CAF_CHECK_EQUAL(ids_in(table.share()), std::vector<product_id>{601});
}

CAF_TEST(a write is seen by the next reader) {
  auto table = table_of(600);
  table.find_to_write(300)->name = "renamed";
  CAF_CHECK_EQUAL(table.find(300)->name, "renamed");
}

CAF_TEST(chunks that are shared keep what they held) {
  auto table = table_of(600);
  auto before = table.share();
  table.find_to_write(300)->name = "renamed";
  table.erase(5);
  table.append(numbered(601));
  auto ids = ids_in(before);
  CAF_REQUIRE_EQUAL(ids.size(), 600u);
  for (product_id id = 1; id <= 600; ++id)
    CAF_REQUIRE_EQUAL(ids[id - 1], id);
  for (const auto& chunk : before)
    for (const auto& x : *chunk)
      CAF_REQUIRE(x == numbered(x.id));
}

CAF_TEST(a write copies its own chunk and no other) {
  auto table = table_of(1000);
  auto before = table.share();
  CAF_REQUIRE(before.size() > 2);
  table.find_to_write(300)->name = "renamed";
  auto after = table.share();
  check_only_one_differs(before, after, chunk_of(before, 300));
}

CAF_TEST(erasing copies its own chunk and no other) {
  auto table = table_of(1000);
  auto before = table.share();
  table.erase(300);
  auto after = table.share();
  check_only_one_differs(before, after, chunk_of(before, 300));
}

CAF_TEST(appending copies the last chunk at most) {
  auto table = table_of(1000);
  auto before = table.share();
  table.append(numbered(1001));
  auto after = table.share();
  check_only_one_differs(before, after, before.size() - 1);
}

CAF_TEST(a chunk is copied once however often it is written) {
  auto table = table_of(300);
  auto before = table.share();
  const auto* first = table.find_to_write(7);
  const auto* second = table.find_to_write(8);
  CAF_CHECK(second == first + 1);
  CAF_CHECK(table.find(7) == first);
}

CAF_TEST(chunks that nobody shares are not copied) {
  auto table = table_of(300);
  const auto* before = table.find(7);
  CAF_CHECK(table.find_to_write(7) == before);
}

CAF_TEST(sharing twice without a change shares the same chunks) {
  auto table = table_of(600);
  CAF_CHECK(table.share() == table.share());
}
