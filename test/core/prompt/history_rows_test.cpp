// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE history_rows
#include "test/suite.hpp"

#include "core/prompt/history_rows.hpp"

#include <cstdlib>
#include <ctime>
#include <string>

using namespace storify;

namespace {

const holding three{3, 1999};

movement change(author who, std::optional<holding> before,
                std::optional<holding> after) {
  movement x;
  x.number = 1;
  x.time = 1'700'000'000'123;
  x.who = who;
  x.category = who == author::scraper ? "MEUBLE" : "";
  x.id = 4;
  x.name = "Lampe";
  x.before = before;
  x.after = after;
  return x;
}

std::string as_csv(const movement& x) {
  auto text = history_rows({x}, row_format::csv, {});
  return text.substr(text.find('\n') + 1);
}

product lamp(int64_t cents) {
  product x;
  x.id = 4;
  x.name = "Lampe";
  x.cost.cents = cents;
  return x;
}

struct fixture {
  fixture() {
    ::setenv("TZ", "UTC", 1);
    ::tzset();
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(history_rows_tests, fixture)

CAF_TEST(programs get each value in a column of its own) {
  auto header = history_rows({}, row_format::csv, {});
  CAF_CHECK_EQUAL(header, "time,who,what,id,name,quantity,price,currency,"
                          "old_name,old_quantity,old_price\n");
  CAF_CHECK_EQUAL(as_csv(change(author::scraper, three, holding{5, 1999})),
                  "2023-11-14T22:13:20.123Z,scraper MEUBLE,modified,4,Lampe,5,"
                  "19.99,EUR,,3,19.99\n");
  CAF_CHECK_EQUAL(as_csv(change(author::manager, {}, three)),
                  "2023-11-14T22:13:20.123Z,manager,added,4,Lampe,3,19.99,EUR,,"
                  ",\n");
  CAF_CHECK_EQUAL(as_csv(change(author::import, three, {})),
                  "2023-11-14T22:13:20.123Z,import,removed,4,Lampe,,,EUR,,3,"
                  "19.99\n");
  CAF_CHECK_EQUAL(as_csv(change(author::undo, {}, three)),
                  "2023-11-14T22:13:20.123Z,undo,restored,4,Lampe,3,19.99,EUR,,"
                  ",\n");
}

CAF_TEST(people see what became of what) {
  auto renamed = change(author::manager, three, three);
  renamed.old_name = "Table";
  auto cheaper = change(author::manager, three, holding{3, 99});
  auto text = history_rows({renamed, cheaper}, row_format::markdown, {});
  CAF_CHECK_EQUAL(text, "| time | who | what | id | name | quantity | price |\n"
                        "| --- | --- | --- | ---: | --- | ---: | ---: |\n"
                        "| 2023-11-14 22:13:20 | manager | renamed | 4 | "
                        "Table -> Lampe | 3 | 19.99 |\n"
                        "| 2023-11-14 22:13:20 | manager | modified | 4 | "
                        "Lampe | 3 | 19.99 -> 0.99 |\n");
}

CAF_TEST(no changes are told as such) {
  CAF_CHECK_EQUAL(history_rows({}, row_format::table, {}), "no changes\n");
  CAF_CHECK_EQUAL(history_rows({}, row_format::json, {}), "[\n]\n");
}

CAF_TEST(prices go back to the first) {
  auto dearer = change(author::scraper, holding{3, 100}, holding{3, 200});
  auto more = change(author::manager, holding{3, 200}, holding{9, 200});
  auto text = price_rows(lamp(200).cost, {more, dearer}, row_format::csv, {});
  CAF_CHECK_EQUAL(text, "time,price,currency,who\n"
                        "2023-11-14T22:13:20.123Z,2.00,EUR,scraper MEUBLE\n"
                        ",1.00,EUR,\n");
}

CAF_TEST(each price is in the currency that it had) {
  auto first = change(author::manager, {}, holding{3, 100});
  auto dollars = change(author::manager, holding{3, 100}, holding{3, 90});
  auto pounds = change(author::manager, holding{3, 90}, holding{3, 90});
  dollars.unit = *currency::from("USD");
  pounds.unit = *currency::from("GBP");
  auto sold = change(author::manager, holding{3, 90}, holding{2, 90});
  sold.unit = pounds.unit;
  auto now = lamp(90);
  now.cost.unit = pounds.unit;
  auto text = price_rows(now.cost, {sold, pounds, dollars, first},
                         row_format::csv, {});
  CAF_CHECK_EQUAL(text, "time,price,currency,who\n"
                        "2023-11-14T22:13:20.123Z,0.90,GBP,manager\n"
                        "2023-11-14T22:13:20.123Z,0.90,USD,manager\n"
                        "2023-11-14T22:13:20.123Z,1.00,EUR,manager\n");
  auto shown = history_rows({pounds}, row_format::markdown, {});
  CAF_CHECK(shown.ends_with("| modified | 4 | Lampe | 3 | -> 0.90 GBP |\n"));
}

CAF_TEST(a product that was removed and came back is told of each time) {
  auto first = change(author::manager, {}, holding{3, 100});
  auto gone = change(author::manager, holding{3, 100}, {});
  auto back = change(author::undo, {}, holding{3, 100});
  auto text = price_rows(lamp(100).cost, {back, gone, first}, row_format::csv,
                         {});
  CAF_CHECK_EQUAL(text, "time,price,currency,who\n"
                        "2023-11-14T22:13:20.123Z,1.00,EUR,undo\n"
                        "2023-11-14T22:13:20.123Z,1.00,EUR,manager\n");
}

CAF_TEST(the first price of what a person added has its time) {
  auto added = change(author::manager, {}, holding{3, 100});
  auto text = price_rows(lamp(100).cost, {added}, row_format::csv, {});
  CAF_CHECK_EQUAL(text, "time,price,currency,who\n"
                        "2023-11-14T22:13:20.123Z,1.00,EUR,manager\n");
}

CAF_TEST(a product that never changed has one price) {
  auto text = price_rows(lamp(100).cost, {}, row_format::csv, {});
  CAF_CHECK_EQUAL(text, "time,price,currency,who\n,1.00,EUR,\n");
}

CAF_TEST_FIXTURE_SCOPE_END()
