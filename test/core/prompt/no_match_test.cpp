// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE no_match
#include "test/suite.hpp"

#include "core/prompt/no_match.hpp"

#include <string>
#include <utility>
#include <vector>

using namespace storify;

namespace {

snapshot
goods_of(const std::vector<std::pair<std::string, std::string>>& origins) {
  inventory_image image;
  for (const auto& [site, category] : origins) {
    auto id = image.products.size() + 1;
    image.products.push_back({id,
                              "Lampe",
                              {1999, {}},
                              3,
                              category,
                              {site, "key" + std::to_string(id)},
                              "",
                              {}});
  }
  return snapshot{std::move(image)};
}

const snapshot shop = goods_of(
  {{"home24", "MEUBLE"}, {"home24", "ÉTÉ"}, {"bazar", "MEUBLE"}});

} // namespace

CAF_TEST(words that no product has are no mistake) {
  listing_query query;
  query.text = "canape";
  CAF_CHECK_EQUAL(no_match_line(shop, query), "no product of 3 matches\n");
}

CAF_TEST(a category that there is not is told with those that there are) {
  listing_query query;
  query.category = "MEUBEL";
  CAF_CHECK_EQUAL(no_match_line(shop, query),
                  "no products: there is no category \"MEUBEL\"; there are "
                  "MEUBLE, ÉTÉ\n");
  query.category = "ete";
  CAF_CHECK_EQUAL(no_match_line(shop, query), "no product of 3 matches\n");
  query.category = "";
  CAF_CHECK_EQUAL(no_match_line(shop, query), "no product of 3 matches\n");
}

CAF_TEST(a site that there is not is told with those that there are) {
  listing_query query;
  query.category = "meuble";
  query.site = "ikea";
  CAF_CHECK_EQUAL(
    no_match_line(shop, query),
    "no products: there is no site \"ikea\"; there are bazar, home24\n");
  CAF_CHECK_EQUAL(no_match_line(goods_of({{"bazar", "A"}}), query),
                  "no products: there is no category \"meuble\"; there is A\n");
}

CAF_TEST(where nothing has a category none is named) {
  listing_query query;
  query.category = "A\x1b[31m";
  CAF_CHECK_EQUAL(no_match_line(goods_of({{"", ""}}), query),
                  "no products: there is no category \"A\uFFFD[31m\"\n");
  CAF_CHECK_EQUAL(no_match_line({}, query), "no products\n");
}

CAF_TEST(of many names some are told) {
  std::vector<std::pair<std::string, std::string>> origins;
  for (auto letter = 'a'; letter <= 'z'; ++letter)
    origins.emplace_back("shop", std::string(1, letter));
  listing_query query;
  query.category = "A1";
  CAF_CHECK_EQUAL(no_match_line(goods_of(origins), query),
                  "no products: there is no category \"A1\"; there are a, b, "
                  "c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, …\n");
}
