// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE part_packer
#include "test/suite.hpp"

#include "io/inventory/part_packer.hpp"

#include <string>

#include "test/io/store_checks.hpp"

using namespace storify;

namespace {

product named(product_id id, std::string name = "a") {
  product x;
  x.id = id;
  x.name = std::move(name);
  return x;
}

struct fixture {
  part_packer in_order{true};
  part_packer in_any_order{false};

  void add(part_packer& to, product_id id) {
    auto x = named(id, "product " + std::to_string(id));
    CAF_REQUIRE(!to.add(x));
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(part_packer_tests, fixture)

CAF_TEST(nothing is an empty last part) {
  auto part = in_order.finish({}, 0);
  CAF_REQUIRE(part);
  CAF_CHECK(part->is_last);
  CAF_CHECK(part->rows.empty());
  CAF_CHECK_EQUAL(part->rows.next_id(), 1u);
}

CAF_TEST(full pages leave as parts) {
  for (product_id id = 1; id < products_per_page; ++id)
    add(in_order, id);
  CAF_CHECK(!in_order.has_part());
  add(in_order, products_per_page);
  CAF_REQUIRE(in_order.has_part());
  auto first = in_order.take();
  CAF_CHECK(!first.is_last);
  CAF_CHECK_EQUAL(first.rows.size(), products_per_page - 1);
  CAF_CHECK(!in_order.has_part());
  auto last = in_order.finish({}, 0);
  CAF_REQUIRE(last);
  CAF_CHECK(last->is_last);
  CAF_CHECK_EQUAL(last->rows.size(), 1u);
  CAF_CHECK_EQUAL(last->rows.next_id(), products_per_page + 1);
}

CAF_TEST(products in any order are sorted at the end) {
  constexpr product_id count = 40'000;
  for (product_id i = 0; i < count; ++i)
    add(in_any_order, i * 7'919 % count + 1);
  CAF_CHECK(!in_any_order.has_part());
  auto part = in_any_order.finish({}, count + 5);
  CAF_REQUIRE(part);
  CAF_CHECK(part->is_last);
  CAF_CHECK_EQUAL(part->rows.next_id(), count + 5);
  auto all = part->rows.image();
  CAF_REQUIRE_EQUAL(all.products.size(), count);
  auto wrong = 0;
  for (product_id id = 1; id <= count; ++id) {
    auto expected = named(id, "product " + std::to_string(id));
    wrong += all.products[id - 1] == expected ? 0 : 1;
  }
  CAF_CHECK_EQUAL(wrong, 0);
}

CAF_TEST(an id that is there twice is told) {
  for (product_id id : {2, 3, 2})
    add(in_any_order, id);
  auto part = in_any_order.finish({}, 0);
  CAF_REQUIRE(!part);
  check_failed(part.error(), ec::bad_row, "the id 2 is there twice");
  add(in_order, 2);
  check_failed(in_order.add(named(2)), ec::bad_row, "the id 2 can't follow 2");
}

CAF_TEST(a next id that is given already is told) {
  add(in_order, 9);
  auto part = in_order.finish({}, 9);
  CAF_REQUIRE(!part);
  check_failed(part.error(), ec::bad_row, "the next id 9 is given already");
}

CAF_TEST(what was removed is sorted and nothing is there twice) {
  removed_source a{{"s", "a"}, "x"};
  removed_source b{{"s", "b"}, "y"};
  auto part = in_order.finish({b, a}, 0);
  CAF_REQUIRE(part);
  CAF_CHECK(part->rows.removed() == std::vector<removed_source>({a, b}));
  auto again = in_any_order.finish({a, a}, 0);
  CAF_REQUIRE(!again);
  check_failed(again.error(), ec::bad_row, "a of s is there twice");
}

CAF_TEST(a text that is too long is told with its size) {
  auto x = named(1, std::string(product_chunk::max_text_bytes, 'x'));
  CAF_CHECK(!in_order.add(x));
  x = named(2, std::string(product_chunk::max_text_bytes + 1, 'x'));
  check_failed(in_order.add(x), ec::bad_row,
               "its name has 65536 bytes, at most 65535 are possible");
  x = named(2);
  x.url = std::string(70'000, 'x');
  check_failed(in_order.add(x), ec::bad_row, "its url has 70000 bytes");
  x = named(2);
  x.source.key = x.url = std::string(70'000, 'x');
  check_failed(in_order.add(x), ec::bad_row, "its key has 70000 bytes");
}

CAF_TEST_FIXTURE_SCOPE_END()
