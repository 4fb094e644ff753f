// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE answers
#include "test/suite.hpp"

#include "core/prompt/answers.hpp"

using namespace storify;

namespace {

void check_scraping(std::vector<std::string> categories,
                    const std::string& text) {
  CAF_CHECK_EQUAL(scraping_line(categories), text);
}

} // namespace

CAF_TEST(a product is told with its id and its price and its quantity) {
  product lamp{7, "Lampe", {5, *currency::from("USD")}, 3, "", {}, "", {}};
  CAF_CHECK_EQUAL(product_line("added", lamp), "added 7: Lampe, 0.05 USD, 3\n");
}

CAF_TEST(a name that comes from outside is made harmless) {
  product evil{7, "\x1b[2J\n", {}, 0, "", {}, "", {}};
  CAF_CHECK_EQUAL(product_line("removed", evil),
                  "removed 7: \xEF\xBF\xBD[2J\u240A, 0.00 EUR, 0\n");
  check_scraping({"\x1b[2J"}, "scraping \xEF\xBF\xBD[2J\n");
}

CAF_TEST(what was undone is told product by product) {
  product lamp{7, "Lampe", {5, currency{}}, 3, "", {}, "", {}};
  undo_report x{"import", 4, {lamp}, {lamp}, {lamp}};
  CAF_CHECK_EQUAL(undone_lines(x), "undone: import\n"
                                   "removed 7: Lampe, 0.05 EUR, 3\n"
                                   "restored 7: Lampe, 0.05 EUR, 3\n"
                                   "modified 7: Lampe, 0.05 EUR, 3\n"
                                   "... and 1 product more\n");
}

CAF_TEST(whom a change was about fits into a sentence) {
  product lamp{7, "Lampe", {5, currency{}}, 3, "", {}, "", {}};
  CAF_CHECK_EQUAL(words_for(lamp), "product 7, \"Lampe\"");
  CAF_CHECK_EQUAL(words_for(std::vector<product>{lamp, lamp}),
                  "2 products, product 7, \"Lampe\" among them");
  CAF_CHECK_EQUAL(words_for(std::vector<product>{}), "0 products");
  CAF_CHECK_EQUAL(words_for(undo_report{"import", 2, {}, {}, {}}),
                  "2 products by undoing import");
}

CAF_TEST(a save tells whether there was anything to write) {
  CAF_CHECK_EQUAL(saved_line({"x.db", 1, true}), "saved 1 product to x.db\n");
  CAF_CHECK_EQUAL(saved_line({"x.db", 2, false}),
                  "nothing to save: x.db holds all 2 products\n");
}

CAF_TEST(files tell what they brought and got) {
  CAF_CHECK_EQUAL(imported_line("a.csv", {1, 2, 3}),
                  "imported a.csv: 1 added, 2 modified, 3 unchanged\n");
  CAF_CHECK_EQUAL(preview_line("a.csv", {1, 2, 3}),
                  "a.csv can be imported: 1 added, 2 modified, 3 unchanged\n");
  CAF_CHECK_EQUAL(imported_line("a.csv", {1, 0, 0, {"Fournisseur", "Rayon"}}),
                  "imported a.csv: 1 added, 0 modified, 0 unchanged; left out "
                  "what products don't have: Fournisseur, Rayon\n");
  CAF_CHECK_EQUAL(exported_line("a.csv", 1), "exported 1 product to a.csv\n");
}

CAF_TEST(bad rows are listed and counted) {
  bad_rows bad{1, {{3, "no\x1bprice"}}};
  CAF_CHECK_EQUAL(bad_rows_text(bad), "line 3: no\xEF\xBF\xBDprice\n");
  CAF_CHECK_EQUAL(bad_rows_count("a.csv", bad), "a.csv has 1 bad row");
  bad.count = 12;
  CAF_CHECK_EQUAL(bad_rows_text(bad),
                  "line 3: no\xEF\xBF\xBDprice\nand 11 more\n");
  CAF_CHECK_EQUAL(bad_rows_count("a.csv", bad), "a.csv has 12 bad rows");
}

CAF_TEST(a few categories are named and the rest counted) {
  check_scraping({"A"}, "scraping A\n");
  check_scraping({"A", "B"}, "scraping A, B\n");
  std::vector<std::string> many(1000, "A");
  check_scraping(many, "scraping A, A, A, A, A, A, A, A, A, A and 990 more\n");
}

CAF_TEST(the end of scraping tells how many categories failed) {
  CAF_CHECK_EQUAL(all_in_line(30, {3, 1}),
                  "all in: 30 products, 1 of 3 categories failed\n");
}

CAF_TEST(without scraping no category is counted) {
  CAF_CHECK_EQUAL(all_in_line(30, {0, 0}),
                  "all in: 30 products, nothing was scraped; `scrape` does\n");
}

CAF_TEST(who leaves early hears what is missing) {
  CAF_CHECK_EQUAL(left_early_text({"A", "B"}),
                  "left before all of A, B was in; `scrape` reads them again");
}

CAF_TEST(a list ends in the number of its products) {
  CAF_CHECK_EQUAL(total_line(1), "1 product\n");
  CAF_CHECK_EQUAL(total_line(2), "2 products\n");
}

CAF_TEST(a part of the products is told with all that match) {
  CAF_CHECK_EQUAL(matches_line(1, 1, 1), "1 product, 1 piece\n");
  CAF_CHECK_EQUAL(matches_line(2, 2, 0), "2 products, 0 pieces\n");
  CAF_CHECK_EQUAL(matches_line(3, 10, 30),
                  "3 of 10 products, 30 pieces in all\n");
  CAF_CHECK_EQUAL(matches_line(0, 1, 7), "0 of 1 product, 7 pieces in all\n");
}

CAF_TEST(progress is one line without a line feed) {
  CAF_CHECK_EQUAL(progress_line({9, 12, 300}),
                  "12 products, 300 pieces so far (Ctrl-C stops waiting)");
}
