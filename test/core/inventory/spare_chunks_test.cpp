// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE spare_chunks
#include "test/suite.hpp"

#include "core/inventory/spare_chunks.hpp"

#include <memory>
#include <string>
#include <vector>

using namespace storify;

namespace {

using shared_chunk = std::shared_ptr<product_chunk>;

// Holds products named `name`, from the id 512 on.
shared_chunk chunk_of(const std::string& name, product_id size) {
  auto chunk = std::make_shared<product_chunk>(512);
  product x;
  x.name = name;
  for (x.id = 512; x.id < 512 + size; ++x.id)
    chunk->append(x, 0);
  return chunk;
}

bool holds(const product_chunk& chunk, const std::string& name, size_t size) {
  for (size_t i = 0; i < chunk.size(); ++i)
    if (chunk.name(i) != name)
      return false;
  return chunk.size() == size && chunk.base() == 512;
}

} // namespace

CAF_TEST(a chunk that nobody has serves for the next copy) {
  spare_chunks spare;
  auto replaced = chunk_of("old", 300);
  auto* memory = replaced.get();
  auto* rows = &replaced->row(0);
  spare.keep(replaced);
  replaced.reset();
  auto copy = spare.copy_of(*chunk_of("new", 500));
  CAF_CHECK(copy.get() == memory);
  CAF_CHECK(&copy->row(0) == rows);
  CAF_CHECK(holds(*copy, "new", 500));
  auto next = spare.copy_of(*chunk_of("next", 1));
  CAF_CHECK(next.get() != memory);
}

CAF_TEST(a chunk that somebody has is left alone) {
  spare_chunks spare;
  auto replaced = chunk_of("old", 300);
  spare.keep(replaced);
  auto copy = spare.copy_of(*chunk_of("new", 500));
  CAF_CHECK(copy != replaced);
  CAF_CHECK(holds(*copy, "new", 500));
  CAF_CHECK(holds(*replaced, "old", 300));
}

CAF_TEST(a copy can be changed and its model stays) {
  spare_chunks spare;
  spare.keep(chunk_of("old", 512));
  auto model = chunk_of("new", 2);
  auto copy = spare.copy_of(*model);
  product x;
  x.id = 513;
  x.name = "changed";
  copy->replace(1, x, 0);
  CAF_CHECK_EQUAL(copy->name(1), "changed");
  CAF_CHECK(holds(*model, "new", 2));
}

CAF_TEST(a chunk with less room serves as well) {
  spare_chunks spare;
  spare.keep(product_chunk::make_small(512));
  CAF_CHECK(holds(*spare.copy_of(*chunk_of("new", 500)), "new", 500));
}

CAF_TEST(what is of no use is given back by and by) {
  spare_chunks spare;
  std::vector<std::weak_ptr<product_chunk>> kept;
  for (int i = 0; i < 200; ++i) {
    auto replaced = chunk_of("old", 1);
    spare.keep(replaced);
    kept.push_back(replaced);
  }
  auto count = [&] {
    size_t there = 0;
    for (const auto& x : kept)
      there += !x.expired();
    return there;
  };
  spare.give_back();
  auto after_one = count();
  CAF_CHECK(after_one > 100 && after_one < 200);
  for (int i = 0; i < 10; ++i)
    spare.give_back();
  CAF_CHECK_EQUAL(count(), 0u);
}

CAF_TEST(as many as were of use stay) {
  spare_chunks spare;
  std::vector<shared_chunk> copies;
  for (int i = 0; i < 20; ++i)
    copies.push_back(spare.copy_of(*chunk_of("new", 1)));
  std::weak_ptr<product_chunk> last;
  for (int i = 0; i < 20; ++i) {
    auto replaced = chunk_of("old", 1);
    spare.keep(replaced);
    last = replaced;
  }
  spare.give_back();
  CAF_CHECK(!last.expired());
}
