// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE word_search
#include "test/suite.hpp"

#include "core/query/word_search.hpp"

#include <string>
#include <utility>
#include <vector>

using namespace storify;

namespace {

using rows = std::vector<size_t>;
using texts = std::vector<std::pair<std::string, std::string>>;

const texts shop{{"Canapé d'angle", "sku:12"}, {"", ""},
                 {"CANAPE", "sku:canapé"},     {"Canal", "pé"},
                 {"Étagère", "name:canape"},   {"pé", "Cana"}};

// Numbers the rows 10, 11, ... and looks for them all at once.
void check_found(const std::string& text, const rows& expected) {
  auto words = words_of(text);
  word_search search;
  search.look_for(words);
  for (auto again = 0; again < 2; ++again) {
    for (size_t i = 0; i < shop.size(); ++i)
      search.add(10 + i, shop[i].first, shop[i].second);
    rows found;
    search.finish([&](size_t row) { found.push_back(row); });
    CAF_CHECK_EQUAL(found, expected);
  }
}

} // namespace

CAF_TEST(words are folded and each is there once) {
  CAF_CHECK_EQUAL(words_of(""), folded_words{});
  CAF_CHECK_EQUAL(words_of("  \t "), folded_words{});
  CAF_CHECK_EQUAL(words_of(" table\tBASSE\n table  É"),
                  (folded_words{"basse", "table", "e"}));
}

CAF_TEST(a row is found once however often the word is there) {
  check_found("canape", {10, 12, 14});
  check_found("a", {10, 12, 13, 14, 15});
  check_found("zzz", {});
}

CAF_TEST(every word has to be there) {
  check_found("canape sku", {10, 12});
  check_found("angle canape 12", {10});
  check_found("angle etagere", {});
}

CAF_TEST(no word goes over from one text to the next) {
  check_found("canalpe", {});
  check_found("pecanape", {});
  check_found("pepe", {});
}

CAF_TEST(a search takes texts of any size) {
  auto words = words_of("x");
  word_search search;
  search.look_for(words);
  rows expected;
  for (size_t size = 1; size < 200'000; size *= 3) {
    // The character that grows most when it is folded.
    std::string name;
    while (name.size() < size)
      name += "\uFDFA";
    search.add(size, name, name + "x");
    search.add(size + 1, name, name);
    expected.push_back(size);
  }
  CAF_CHECK(search.is_full());
  rows found;
  search.finish([&](size_t row) { found.push_back(row); });
  CAF_CHECK_EQUAL(found, expected);
  CAF_CHECK(!search.is_full());
}
