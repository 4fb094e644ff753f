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

CAF_TEST(the total counts what is shown) {
  listing_query query;
  query.limit = 3;
  CAF_CHECK(
    printed(lamps(10), query, row_format::table).ends_with("3 products\n"));
  CAF_CHECK(printed({}, {}, row_format::table).ends_with("no products\n"));
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
