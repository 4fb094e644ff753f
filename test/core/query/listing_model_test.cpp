// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE listing_model
#include "test/suite.hpp"

#include "core/query/listing.hpp"

#include <algorithm>
#include <compare>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "core/basics/folding.hpp"
#include "core/inventory/inventory.hpp"
#include "core/query/word_search.hpp"

using namespace storify;

namespace {

using ids = std::vector<product_id>;

// Makes shops and queries, the same ones in each run.
class dice {
public:
  explicit dice(uint64_t seed) : engine_(seed) {
  }

  size_t below(size_t end) {
    return engine_() % end;
  }
  template <class T, size_t Size>
  const T& one_of(const T (&values)[Size]) {
    return values[below(Size)];
  }

private:
  std::mt19937_64 engine_;
};

constexpr const char* words[]{"Canapé", "CANAPE", "table", "Étagère", "",
                              "Œuf",    "ﬁn",     "x",     "ab",      "日本"};
constexpr const char* categories[]{"", "MEUBLE", "Meublé", "Jardin"};
constexpr const char* sites[]{"", "sample", "Sämple", "other"};
constexpr const char* units[]{"EUR", "CHF", "USD"};

product random_product(dice& random, product_id id) {
  product x;
  x.id = id;
  x.name = random.one_of(words);
  for (auto n = random.below(4); n > 0; --n)
    x.name += fmt::format(" {}", random.one_of(words));
  x.cost = {static_cast<int64_t>(random.below(20)),
            *currency::from(random.one_of(units))};
  x.quantity = static_cast<int64_t>(random.below(5));
  x.category = random.one_of(categories);
  x.source.site = random.one_of(sites);
  x.source.key = fmt::format("{}:{}", random.one_of(words), id);
  if (random.below(3) == 0)
    x.url = fmt::format("https://{}/{}", random.one_of(words), random.below(9));
  return x;
}

// Some ids are left out, some were there once.
snapshot random_shop(dice& random, size_t size) {
  inventory_image image;
  product_id id = 0;
  for (size_t i = 0; i < size; ++i) {
    id += random.below(100) == 0 ? random.below(2'000) + 1 : 1;
    image.products.push_back(random_product(random, id));
  }
  image.next_id = id + 1;
  inventory shop{image};
  auto before = shop.take_snapshot();
  for (const auto& x : image.products)
    if (random.below(5) == 0 && !shop.remove({x.id}))
      CAF_FAIL("product " << x.id << " stays");
  return shop.take_snapshot();
}

value_range random_range(dice& random, size_t end) {
  auto least = static_cast<int64_t>(random.below(end));
  auto more = static_cast<int64_t>(random.below(end));
  return {least, least + more};
}

listing_query random_query(dice& random, size_t size) {
  listing_query query;
  for (auto n = random.below(3); n > 0; --n)
    query.text += fmt::format("{} ", random.one_of(words));
  query.sort = static_cast<sort_column>(random.below(sort_column_names.size()));
  query.desc = random.below(2) == 0;
  if (random.below(2) == 0)
    query.limit = random.below(random.below(2) == 0 ? 20 : size);
  if (random.below(3) == 0)
    query.offset = random.below(random.below(2) == 0 ? 20 : 2 * size);
  if (random.below(4) == 0)
    query.category = random.one_of(categories);
  if (random.below(4) == 0)
    query.site = random.one_of(sites);
  if (random.below(4) == 0)
    query.cost.cents = random_range(random, 20);
  if (random.below(4) == 0)
    query.quantity = random_range(random, 5);
  return query;
}

// The rules once more, as simply as can be.
bool matches(const product_view& x, const listing_query& query) {
  auto text = fmt::format("{}\n{}\n{}", folded(x.name), folded(x.source.key),
                          folded(x.category));
  auto is_in = [&](const std::string& word) {
    return text.find(word) != std::string::npos;
  };
  auto is_same = [](const std::optional<std::string>& a, std::string_view b) {
    return !a || folded(*a) == folded(b);
  };
  return std::ranges::all_of(words_of(query.text), is_in)
         && is_same(query.category, x.category)
         && is_same(query.site, x.source.site)
         && x.cost.cents >= query.cost.cents.least
         && x.cost.cents <= query.cost.cents.most
         && x.quantity >= query.quantity.least
         && x.quantity <= query.quantity.most;
}

std::strong_ordering compare(const product_view& a, const product_view& b,
                             sort_column by) {
  auto texts = [](std::string_view x, std::string_view y) {
    return folded(x) <=> folded(y);
  };
  switch (by) {
    case sort_column::id: return a.id <=> b.id;
    case sort_column::name: return texts(a.name, b.name);
    case sort_column::price: return a.cost.cents <=> b.cost.cents;
    case sort_column::quantity: return a.quantity <=> b.quantity;
    case sort_column::currency: return a.cost.unit <=> b.cost.unit;
    case sort_column::category: return texts(a.category, b.category);
    case sort_column::site: return texts(a.source.site, b.source.site);
    case sort_column::key: return texts(a.source.key, b.source.key);
    case sort_column::url: return texts(a.url, b.url);
  }
  return std::strong_ordering::equal;
}

struct answer {
  ids rows;
  uint64_t products = 0;
  int64_t pieces = 0;

  bool operator==(const answer&) const = default;
};

answer by_hand(const snapshot& from, const listing_query& query) {
  std::vector<product_view> all;
  answer result;
  for (auto x : from)
    if (matches(x, query)) {
      all.push_back(x);
      ++result.products;
      result.pieces += x.quantity;
    }
  std::ranges::stable_sort(all, [&](const auto& a, const auto& b) {
    auto order = compare(a, b, query.sort);
    return query.desc ? order > 0 : order < 0;
  });
  auto offset = std::min<uint64_t>(query.offset, all.size());
  auto size = all.size() - offset;
  if (query.limit > 0)
    size = std::min(size, query.limit);
  for (auto i = offset; i < offset + size; ++i)
    result.rows.push_back(all[i].id);
  return result;
}

answer listed(const snapshot& from, const listing_query& query, size_t step) {
  listing list{from, query};
  while (list.step(step))
    ; // Each step does a part.
  answer result{{}, list.matched().products, list.matched().pieces};
  for (size_t i = 0; i < list.size(); ++i)
    result.rows.push_back(list.row(i).id);
  return result;
}

} // namespace

CAF_TEST(a thousand queries find what one would find by hand) {
  size_t useful = 0; // Queries that find some products but not all.
  for (uint64_t seed = 1; seed <= 1'000; ++seed) {
    dice random{seed};
    auto shop = random_shop(random,
                            random.below(random.below(5) == 0 ? 3'000 : 300));
    auto query = random_query(random, shop.size() + 1);
    auto expected = by_hand(shop, query);
    useful += expected.products > 0 && expected.products < shop.size();
    for (auto step : {size_t{7}, 1 + random.below(1'000), size_t{100'000}})
      if (listed(shop, query, step) != expected)
        CAF_FAIL("seed " << seed << " finds something else");
  }
  CAF_CHECK(useful > 400);
}

CAF_TEST(many rows are cut as few are) {
  dice random{1};
  auto shop = random_shop(random, 12'000);
  for (const auto& column : sort_column_names) {
    listing_query query;
    auto number = &column - sort_column_names.data();
    query.sort = static_cast<sort_column>(number);
    for (auto desc : {false, true})
      for (uint64_t limit : {4'095, 4'096, 4'097, 9'000}) {
        query.desc = desc;
        query.limit = limit;
        CAF_CHECK(listed(shop, query, 2'000) == by_hand(shop, query));
      }
  }
}
