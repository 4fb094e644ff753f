// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE cell_ends
#include "test/suite.hpp"

#include "core/rows/cell_ends.hpp"

#include <algorithm>
#include <random>
#include <string>

using namespace storify;

CAF_TEST(an end is found wherever it is) {
  for (size_t size = 0; size < 200; ++size) {
    std::string text(size, 'a');
    CAF_CHECK_EQUAL(cell_ends(text, ';').find(0), size);
    for (auto end : {';', '\n'})
      for (size_t at = 0; at < size; ++at) {
        text[at] = end;
        CAF_REQUIRE_EQUAL(cell_ends(text, ';').find(0), at);
        CAF_REQUIRE_EQUAL(cell_ends(text, ';').find(at), at);
        CAF_REQUIRE_EQUAL(cell_ends(text, ';').find(at + 1), size);
        text[at] = 'a';
      }
  }
}

CAF_TEST(no other byte is an end) {
  for (int c = 0; c < 256; ++c)
    if (c != ',' && c != '\n')
      CAF_CHECK_EQUAL(
        cell_ends(std::string(8, static_cast<char>(c)), ',').find(0), 8u);
}

CAF_TEST(going through a text meets all ends) {
  std::mt19937 random{1};
  std::string text;
  for (int i = 0; i < 100'000; ++i)
    text += "+,-\n\x2d\xac\x8a\x7f"[random() % 8];
  cell_ends ends{text, ','};
  size_t wrong = 0;
  for (size_t at = 0; at < text.size();) {
    auto end = std::min(text.find_first_of(",\n", at), text.size());
    wrong += ends.find(at) != end;
    at = end + 1 + random() % 3 * (random() % 64 == 0 ? 50 : 1);
  }
  CAF_CHECK_EQUAL(wrong, 0u);
}
