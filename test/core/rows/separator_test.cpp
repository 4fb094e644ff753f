// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE separator
#include "test/suite.hpp"

#include "core/rows/separator.hpp"

#include <string>
#include <string_view>

#include <fmt/format.h>

using namespace storify;

namespace {

void check_parted_by(char expected, std::string_view text) {
  CAF_MESSAGE(text);
  CAF_CHECK_EQUAL(separator_of(text), expected);
}

} // namespace

CAF_TEST(a header tells what parts the cells) {
  check_parted_by(',', "name,price,quantity\n");
  check_parted_by(';', "Nom;Prix;Quantité\r\nLampe, chêne;1,5;3\r\n");
  check_parted_by('\t', "id\tname\tprice\tquantity\n");
  check_parted_by(';', "\xEF\xBB\xBF\"Nom\";\"Prix\";\"Stock\"\n");
  check_parted_by(';', "Remarque, libre;nom;prix;qte\n");
  check_parted_by(',', "\"note;\nx\",name,price,quantity\n");
}

CAF_TEST(so does a first row without a header) {
  check_parted_by(',', "Lampe,19.99,3\n");
  check_parted_by(';', "Lampe;19,99;3");
  check_parted_by(';', "Table, basse, ronde;1 299,00 €;3\n");
  check_parted_by('\t', "Lampe; jaune\t19,99\t3\n");
  check_parted_by(',', "\"1,5 m; 2 m\",12.00,1\n");
}

CAF_TEST(where no row makes sense the most cells do) {
  check_parted_by(',', "");
  check_parted_by(',', "Lampe\n");
  check_parted_by(';', "Article;Tarif;Reste\n");
  check_parted_by(',', "\"never closed;\n");
}

CAF_TEST(a long first line is looked at in part) {
  check_parted_by(';', std::string(1'000'000, ';'));
  check_parted_by(',',
                  fmt::format("{};name;price\n", std::string(1'000'000, 'x')));
}
