// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE scrape_run
#include "test/suite.hpp"

#include "core/scraping/scrape_run.hpp"

#include "core/scraping/invented_quantity.hpp"

using namespace storify;

namespace {

using names = std::vector<std::string>;
using maybe = std::optional<std::string>;

offer offer_of(const std::string& name) {
  return {"sku:" + name, name, {100, {}}, 0, false, ""};
}

page_content content_of(const names& offers, const std::string& next = "") {
  page_content result;
  for (const auto& name : offers)
    result.offers.push_back(offer_of(name));
  result.next_url = next;
  return result;
}

// Takes a lot and tells the names in it.
names next_names(scrape_run& run, size_t most = 60) {
  names result;
  if (auto next = run.next_lot(most))
    for (const auto& x : next->offers())
      result.push_back(x.name);
  return result;
}

scrape_order order_of(uint64_t limit = 0) {
  return {"shop", "MEUBLE", "http://x/1", limit, 7};
}

} // namespace

CAF_TEST(a run begins with its first page) {
  scrape_run run{order_of()};
  CAF_CHECK(run.next_page() == maybe{"http://x/1"});
  CAF_CHECK(run.has_more());
  CAF_CHECK(!run.next_lot(1));
}

CAF_TEST(a run follows the next link to the last page) {
  scrape_run run{order_of()};
  run.page_read(content_of({"a"}, "http://x/2"));
  CAF_CHECK(run.next_page() == maybe{"http://x/2"});
  run.page_read(content_of({"b"}));
  CAF_CHECK(!run.next_page());
  CAF_CHECK_EQUAL(run.pages(), 2u);
  CAF_CHECK_EQUAL(next_names(run), (names{"a", "b"}));
  CAF_CHECK(!run.has_more());
}

CAF_TEST(lots have at most so many offers) {
  scrape_run run{order_of()};
  run.page_read(content_of({"a", "b", "c"}));
  CAF_CHECK_EQUAL(next_names(run, 2), (names{"a", "b"}));
  CAF_CHECK_EQUAL(run.products(), 2u);
  CAF_CHECK(run.has_more());
  CAF_CHECK_EQUAL(next_names(run, 2), names{"c"});
  CAF_CHECK_EQUAL(run.products(), 3u);
  CAF_CHECK(!run.has_more());
}

CAF_TEST(a lot names its site and category) {
  scrape_run run{order_of()};
  run.page_read(content_of({"a"}));
  auto sent = run.next_lot(1);
  CAF_REQUIRE(sent);
  CAF_CHECK_EQUAL(sent->site(), "shop");
  CAF_CHECK_EQUAL(sent->category(), "MEUBLE");
}

CAF_TEST(a quantity that the shop does not tell is invented) {
  scrape_run run{order_of()};
  auto content = content_of({"a", "b"});
  content.offers[1].quantity = 0;
  content.offers[1].quantity_is_read = true;
  run.page_read(content);
  auto sent = run.next_lot(2);
  CAF_REQUIRE(sent);
  auto offers = sent->offers();
  CAF_CHECK_EQUAL(offers[0].quantity, invented_quantity(7, {"shop", "sku:a"}));
  CAF_CHECK_EQUAL(offers[1].quantity, 0);
}

CAF_TEST(a product counts once) {
  scrape_run run{order_of()};
  run.page_read(content_of({"a", "a", "b"}, "http://x/2"));
  run.page_read(content_of({"b", "c"}));
  CAF_CHECK_EQUAL(next_names(run), (names{"a", "b", "c"}));
}

CAF_TEST(the limit holds over pages and ends the run) {
  scrape_run run{order_of(3)};
  run.page_read(content_of({"a", "b"}, "http://x/2"));
  CAF_CHECK(run.next_page().has_value());
  CAF_CHECK_EQUAL(next_names(run, 1), names{"a"});
  run.page_read(content_of({"a", "c", "d"}, "http://x/3"));
  CAF_CHECK(!run.next_page());
  CAF_CHECK_EQUAL(next_names(run), (names{"b", "c"}));
  CAF_CHECK(!run.has_more());
}

CAF_TEST(a limit that is not reached ends nothing) {
  scrape_run run{order_of(3)};
  run.page_read(content_of({"a", "a", "a"}, "http://x/2"));
  CAF_CHECK(run.next_page() == maybe{"http://x/2"});
}

CAF_TEST(a page that was read is not read again) {
  scrape_run run{order_of()};
  run.page_read(content_of({"a"}, "http://x/2"));
  run.page_read(content_of({"b"}, "http://x/1"));
  CAF_CHECK(!run.next_page());
  CAF_CHECK_EQUAL(run.note(), "the next link leads back to http://x/1");
}

CAF_TEST(a page that leads to itself is read once) {
  scrape_run run{order_of()};
  run.page_read(content_of({"a"}, "http://x/1"));
  CAF_CHECK(!run.next_page());
}

CAF_TEST(tiles that can not be read are summed up) {
  scrape_run run{order_of()};
  auto first = content_of({"a"}, "http://x/2");
  first.unreadable = 1;
  first.first_unreadable = "no price";
  auto second = content_of({"b"});
  second.unreadable = 2;
  second.first_unreadable = "no name";
  second.note = "the next page is not followed";
  run.page_read(first);
  CAF_CHECK_EQUAL(run.note(), "1 unreadable, the first: no price");
  run.page_read(second);
  CAF_CHECK_EQUAL(run.note(), "3 unreadable, the first: no price; the next "
                              "page is not followed");
}

CAF_TEST(a run without trouble has no note) {
  scrape_run run{order_of()};
  run.page_read(content_of({"a"}));
  CAF_CHECK_EQUAL(run.note(), "");
}
