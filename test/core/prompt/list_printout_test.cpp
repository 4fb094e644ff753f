// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE list_printout
#include "test/suite.hpp"

#include "core/prompt/list_printout.hpp"

#include <algorithm>

using namespace storify;

namespace {

snapshot lamps(size_t size) {
  inventory_image image;
  for (product_id id = 1; id <= size; ++id)
    image.products.push_back(
      {id, "Lampe " + std::to_string(id), {1999, {}}, 3, "", {}, "", {}});
  return snapshot{std::move(image)};
}

// Prints it all, in slices of about `bytes`.
std::string print(list_printout& list, size_t bytes, size_t* slices = nullptr) {
  while (!list.is_ready())
    list.prepare(10);
  std::string result;
  for (auto is_last = false; !is_last;) {
    std::string slice;
    is_last = list.write(slice, bytes);
    CAF_CHECK(slice.size() < bytes + 500);
    result += slice;
    if (slices)
      ++*slices;
  }
  return result;
}

std::string printed(snapshot from, const listing_query& query,
                    row_format format) {
  list_printout list{std::move(from), query, format, {}};
  return print(list, 1'000'000);
}

} // namespace

CAF_TEST(a table has a header and rows and a total) {
  CAF_CHECK_EQUAL(printed(lamps(2), {}, row_format::table),
                  "id  name     price  currency  quantity  category\n"
                  "──  ───────  ─────  ────────  ────────  ────────\n"
                  " 1  Lampe 1  19.99  EUR              3\n"
                  " 2  Lampe 2  19.99  EUR              3\n"
                  "2 products\n");
}

CAF_TEST(rows for programs have no total) {
  CAF_CHECK_EQUAL(printed(lamps(1), {}, row_format::csv),
                  "id,name,price,quantity,currency,category,site,key,url,"
                  "edited\n1,Lampe 1,19.99,3,EUR,,,,,\n");
  CAF_CHECK_EQUAL(printed({}, {}, row_format::json), "[\n]\n");
}

CAF_TEST(the last line counts what is shown and what matches) {
  auto check_end = [](const listing_query& query, const std::string& end) {
    auto text = printed(lamps(10), query, row_format::table);
    auto last = text.substr(text.rfind('\n', text.size() - 2) + 1);
    CAF_CHECK_EQUAL(last, end);
  };
  listing_query query;
  check_end(query, "10 products\n");
  query.limit = 3;
  check_end(query, "3 of 10 products, 30 pieces in all\n");
  query.sort = sort_column::name;
  check_end(query, "3 of 10 products, 30 pieces in all\n");
  query.text = "lampe 1";
  check_end(query, "2 products, 6 pieces\n");
  query.offset = 1;
  check_end(query, "1 of 2 products, 6 pieces in all\n");
  query.offset = 2;
  check_end(query, "0 of 2 products, 6 pieces in all\n");
  query.text = "canape";
  check_end(query, "no product of 10 matches\n");
  CAF_CHECK_EQUAL(printed({}, {}, row_format::table), "no products\n");
}

CAF_TEST(only rows that are shown make columns wide) {
  listing_query query;
  query.limit = 1;
  CAF_CHECK_EQUAL(printed(lamps(100), query, row_format::table),
                  "id  name     price  currency  quantity  category\n"
                  "──  ───────  ─────  ────────  ────────  ────────\n"
                  " 1  Lampe 1  19.99  EUR              3\n"
                  "1 of 100 products, 300 pieces in all\n");
}

CAF_TEST(a table is prepared in steps and other rows in fewer) {
  list_printout table{lamps(100), {}, row_format::table, {}};
  list_printout csv{lamps(100), {}, row_format::csv, {}};
  auto steps_of = [](list_printout& x) {
    auto steps = 0;
    for (; !x.is_ready(); ++steps)
      x.prepare(10);
    return steps;
  };
  auto to_find = steps_of(csv);
  CAF_CHECK(to_find >= 10);
  CAF_CHECK_EQUAL(steps_of(table), to_find + 10);
}

CAF_TEST(slices make up the same text) {
  for (auto format :
       {row_format::table, row_format::csv, row_format::tsv, row_format::json,
        row_format::jsonl, row_format::markdown}) {
    list_printout list{lamps(100), {}, format, {}};
    auto slices = size_t{0};
    CAF_CHECK_EQUAL(print(list, 500, &slices), printed(lamps(100), {}, format));
    CAF_CHECK(slices > 3);
  }
}
