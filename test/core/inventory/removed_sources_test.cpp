// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE removed_sources
#include "test/suite.hpp"

#include "core/inventory/removed_sources.hpp"

#include <string>
#include <vector>

using namespace storify;

namespace {

source_key sku(const std::string& number) {
  return {"site", "sku:" + number};
}

removed_source removed(const std::string& number, const std::string& name) {
  return {sku(number), name};
}

} // namespace

CAF_TEST(nothing is remembered at first) {
  removed_sources list;
  CAF_CHECK(!list.contains(sku("1")));
  CAF_CHECK(!list.find(sku("1")));
  CAF_CHECK(!list.take_back("Lampe"));
  CAF_CHECK(list.share()->empty());
}

CAF_TEST(what was added is remembered) {
  removed_sources list;
  list.add(removed("1", "Lampe"));
  CAF_CHECK(list.contains(sku("1")));
  CAF_CHECK(!list.contains(sku("2")));
  CAF_CHECK(list.find(sku("1")) == removed("1", "Lampe"));
}

CAF_TEST(the same key of another site is something else) {
  removed_sources list;
  list.add(removed("1", "Lampe"));
  CAF_CHECK(!list.contains({"other", "sku:1"}));
}

CAF_TEST(a product is taken back by its name) {
  removed_sources list;
  list.add(removed("1", "Lampe"));
  CAF_CHECK(!list.take_back("Lamp"));
  CAF_CHECK(!list.take_back("Lampe "));
  CAF_CHECK(list.take_back("Lampe") == sku("1"));
  CAF_CHECK(!list.contains(sku("1")));
  CAF_CHECK(!list.take_back("Lampe"));
}

CAF_TEST(a source is forgotten) {
  removed_sources list;
  list.add(removed("1", "Lampe"));
  list.add(removed("2", "Lampe"));
  auto before = list.share();
  CAF_CHECK(list.forget(sku("1")));
  CAF_CHECK(!list.forget(sku("1")));
  CAF_CHECK(!list.contains(sku("1")));
  CAF_CHECK_EQUAL(before->size(), 2u);
  CAF_CHECK(*list.share() == std::vector{removed("2", "Lampe")});
  CAF_CHECK(list.take_back("Lampe") == sku("2"));
}

CAF_TEST(of products with one name one is taken back at a time) {
  removed_sources list;
  list.add(removed("2", "Lampe"));
  list.add(removed("1", "Lampe"));
  CAF_CHECK(list.take_back("Lampe") == sku("1"));
  CAF_CHECK(list.take_back("Lampe") == sku("2"));
  CAF_CHECK(!list.take_back("Lampe"));
}

CAF_TEST(a source removed again goes by its new name) {
  removed_sources list;
  list.add(removed("1", "Lampe"));
  list.add(removed("1", "Grande lampe"));
  CAF_CHECK(!list.take_back("Lampe"));
  CAF_CHECK_EQUAL(list.share()->size(), 1u);
  CAF_CHECK(list.take_back("Grande lampe") == sku("1"));
}

CAF_TEST(the list that is shared ascends by source) {
  removed_sources list;
  list.add(removed("3", "a"));
  list.add(removed("1", "c"));
  list.add(removed("2", "b"));
  std::vector expected{removed("1", "c"), removed("2", "b"), removed("3", "a")};
  CAF_CHECK(*list.share() == expected);
}

CAF_TEST(the list is shared until it changes) {
  removed_sources list;
  list.add(removed("1", "Lampe"));
  auto before = list.share();
  CAF_CHECK(list.share() == before);
  list.add(removed("2", "Table"));
  CAF_CHECK(list.share() != before);
  CAF_CHECK_EQUAL(before->size(), 1u);
  auto both = list.share();
  list.take_back("Table");
  CAF_CHECK_EQUAL(both->size(), 2u);
  CAF_CHECK(*list.share() == *before);
}

CAF_TEST(a list that was stored is taken over) {
  std::vector stored{removed("1", "Lampe"), removed("2", "Table")};
  removed_sources list{stored};
  CAF_CHECK(*list.share() == stored);
  CAF_CHECK(list.take_back("Table") == sku("2"));
}
