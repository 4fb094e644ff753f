// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE folding
#include "test/suite.hpp"

#include "core/basics/folding.hpp"

#include <string>

using namespace storify;

namespace {

void check_folded(const std::string& text, const std::string& expected) {
  auto result = folded(text);
  CAF_CHECK_EQUAL(result, expected);
}

} // namespace

CAF_TEST(case and accents are left out) {
  check_folded("", "");
  check_folded("Table BASSE 3", "table basse 3");
  check_folded("Étagère à Poser", "etagere a poser");
  check_folded("E\u0301te\u0301", "ete"); // combining accents
  check_folded("STRASSE straße", "strasse strasse");
  check_folded("Œuf cœur Æ", "oeuf coeur ae");
  check_folded("ÅÄÖ ñ ç", "aao n c");
  check_folded("ΣΊΣΥΦΟΣ", "σισυφοσ");
}

CAF_TEST(what only looks different is the same) {
  check_folded("a\u00A0b", "a b");
  check_folded("ﬁn", "fin");
  check_folded("Ｔａｂｌｅ", "table");
}

CAF_TEST(the longest decomposition is complete) {
  auto result = folded("\uFDFA");
  CAF_CHECK_EQUAL(result.size(), 33u); // 15 letters of 2 bytes, 3 blanks
}

CAF_TEST(bytes that are no UTF - 8 stay) {
  check_folded("A\xFF"
               "B\xC3",
               "a\xFF"
               "b\xC3");
}
