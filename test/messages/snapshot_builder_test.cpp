// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE snapshot_builder
#include "test/suite.hpp"

#include "messages/snapshot_builder.hpp"

#include <string>
#include <utility>
#include <vector>

using namespace storify;

namespace {

product numbered(product_id id) {
  product x;
  x.id = id;
  x.name = "product " + std::to_string(id);
  x.cost = {price::max_cents, id % 2 == 0 ? currency{} : currency::none()};
  x.quantity = 1'000'000'000;
  x.category = std::to_string(id / 1'000);
  x.source = {"site", "sku:" + std::to_string(id)};
  x.url = id % 3 == 0 ? "" : "https://shop.example/" + std::to_string(id);
  x.edited = {id % 2 == 0, id % 3 == 0, id % 5 == 0};
  return x;
}

// Takes parts as soon as there are any.
std::vector<snapshot> parts_of(product_id size) {
  std::vector<snapshot> parts;
  snapshot_builder builder;
  for (product_id id = 1; id <= size; ++id) {
    builder.append(numbered(id));
    if (builder.has_full_pages())
      parts.emplace_back(builder.take_full_pages());
  }
  CAF_CHECK_EQUAL(builder.last_id(), size);
  parts.emplace_back(builder.finish());
  return parts;
}

void check_full_pages(const std::vector<snapshot>& parts) {
  for (const auto& part : parts) {
    const auto& last = *part.get().pages.back();
    CAF_CHECK_EQUAL(part.get().chunks, part.get().pages.size() * last.size());
    CAF_CHECK(last.back() != nullptr);
  }
}

} // namespace

CAF_TEST(a builder without products makes nothing) {
  snapshot_builder builder;
  CAF_CHECK(!builder.has_full_pages());
  CAF_CHECK_EQUAL(builder.last_id(), 0u);
  snapshot nothing{builder.finish()};
  CAF_CHECK(nothing.empty());
  CAF_CHECK(nothing.begin() == nothing.end());
}

CAF_TEST(parts hold every product once and in order) {
  product_id next = 1;
  for (const auto& part : parts_of(40'000)) {
    size_t size = 0;
    for (const auto& x : part) {
      CAF_REQUIRE(x.copy() == numbered(next++));
      ++size;
    }
    CAF_CHECK_EQUAL(part.size(), size);
    CAF_CHECK_EQUAL(part.items_count(),
                    static_cast<int64_t>(size) * 1'000'000'000);
    CAF_CHECK(part.next_id() >= next);
  }
  CAF_CHECK_EQUAL(next, 40'001u);
}

CAF_TEST(all parts but the last consist of full pages) {
  auto parts = parts_of(40'000);
  CAF_REQUIRE(parts.size() > 2);
  parts.pop_back();
  check_full_pages(parts);
}

CAF_TEST(what others packed is put together in full pages) {
  using range = std::pair<product_id, product_id>;
  auto ranges = {range{3, 700}, range{1'024, 21'000}, range{90'000, 90'001},
                 range{100'000, 130'000}};
  snapshot_builder whole;
  for (auto [first, last] : ranges)
    for (auto id = first; id <= last; ++id)
      whole.append(numbered(id));
  snapshot all{whole.finish()};
  snapshot_builder together{all.get().origins};
  std::vector<snapshot> parts;
  for (auto [first, last] : ranges) {
    snapshot_builder piece{all.get().origins};
    for (auto id = first; id <= last; ++id)
      piece.append(numbered(id));
    together.append(snapshot{piece.finish()});
    CAF_CHECK_EQUAL(together.last_id(), last);
    if (together.has_full_pages())
      parts.emplace_back(together.take_full_pages());
  }
  check_full_pages(parts);
  parts.emplace_back(together.finish());
  auto next = all.begin();
  for (const auto& part : parts)
    for (const auto& x : part)
      CAF_REQUIRE(x == *next++);
  CAF_CHECK(next == all.end());
}

CAF_TEST(texts may be as long as they are allowed to) {
  product x = numbered(1);
  for (auto* text : {&x.name, &x.source.key, &x.url})
    text->assign(product_chunk::max_text_bytes, 'x');
  snapshot_builder builder;
  builder.append(x);
  builder.append(numbered(2));
  snapshot all{builder.finish()};
  CAF_CHECK(all.find(1)->copy() == x);
  CAF_CHECK(all.find(2)->copy() == numbered(2));
}
