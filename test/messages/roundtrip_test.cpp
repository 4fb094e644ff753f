// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE roundtrip
#include "test/suite.hpp"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "caf/actor_cast.hpp"
#include "caf/binary_deserializer.hpp"
#include "caf/binary_serializer.hpp"

#include "messages/changes.hpp"
#include "messages/inventory_part.hpp"
#include "messages/job.hpp"
#include "messages/lot.hpp"
#include "messages/output.hpp"
#include "messages/page.hpp"
#include "messages/scraping.hpp"
#include "messages/snapshot.hpp"
#include "messages/source_hash.hpp"
#include "messages/store_protocol.hpp"
#include "test/fixtures.hpp"

using namespace storify;
using namespace std::chrono_literals;

namespace {

template <class T>
struct type {};

// One value of each registered type; no field of it has its default value, so
// that one that does not travel is missed.
struct examples {
  caf::actor somebody; ///< Whom the handles among the types mean.

  template <class T>
  std::vector<T> operator()(type<std::vector<T>>) const {
    return {(*this)(type<T>{}), T{}};
  }
  std::string operator()(type<std::string>) const {
    return std::string{"Étagère\0\n", 11};
  }
  product_id operator()(type<product_id>) const {
    return 0xFEDC'BA98'7654'3210;
  }
  channel operator()(type<channel>) const {
    return channel::aside;
  }
  ec operator()(type<ec>) const {
    return ec::crashed;
  }
  job_action operator()(type<job_action>) const {
    return job_action::scrape;
  }
  scraper_phase operator()(type<scraper_phase>) const {
    return scraper_phase::failed;
  }
  currency operator()(type<currency>) const {
    return *currency::from("CHF");
  }
  price operator()(type<price>) const {
    return {price::max_cents, *currency::from("USD")};
  }
  source_key operator()(type<source_key>) const {
    return {"home24", "sku:1000012345"};
  }
  product operator()(type<product>) const {
    return {7,
            "Meuble TV Atelier II",
            (*this)(type<price>{}),
            12,
            "MEUBLE",
            (*this)(type<source_key>{}),
            "https://shop.example/7",
            {true, true, true}};
  }
  product_draft operator()(type<product_draft>) const {
    return {"Lampe", (*this)(type<price>{}), 3};
  }
  product_patch operator()(type<product_patch>) const {
    return {"Lampe", (*this)(type<price>{}), 3};
  }
  product_row operator()(type<product_row>) const {
    return {4,
            (*this)(type<product_draft>{}),
            false,
            "MEUBLE",
            (*this)(type<source_key>{}),
            "https://shop.example/7",
            edited_fields{true, true, true},
            12};
  }
  product_file operator()(type<product_file>) const {
    return {"products.txt", row_format::markdown};
  }
  file_rows operator()(type<file_rows>) const {
    return {{(*this)(type<product_row>{})}, {2, {{7, "no price"}}}, {"Rayon"}};
  }
  import_preview operator()(type<import_preview>) const {
    return {(*this)(type<import_report>{}), {2, {{7, "no price"}}}};
  }
  import_report operator()(type<import_report>) const {
    return {1, 2, 3, {"Rayon"}};
  }
  removed_source operator()(type<removed_source>) const {
    return {(*this)(type<source_key>{}), "Lampe"};
  }
  inventory_image operator()(type<inventory_image>) const {
    return {{(*this)(type<product>{})}, {(*this)(type<removed_source>{})}, 9};
  }
  snapshot operator()(type<snapshot>) const {
    return snapshot{(*this)(type<inventory_image>{})};
  }
  inventory_part operator()(type<inventory_part>) const {
    return {(*this)(type<snapshot>{}), false, 12};
  }
  offer operator()(type<offer>) const {
    return {"sku:1", "Lampe", (*this)(type<price>{}),
            5,       true,    "https://shop.example/1"};
  }
  lot operator()(type<lot>) const {
    return {"home24", "LUMINAIRE", {(*this)(type<offer>{}), offer{}}};
  }
  stock_report operator()(type<stock_report>) const {
    return {1, 2, 3, 4};
  }
  save_report operator()(type<save_report>) const {
    return {"data/inventory.db", 288, true};
  }
  author operator()(type<author>) const {
    return author::undo;
  }
  holding operator()(type<holding>) const {
    return {3, 64'999};
  }
  movement operator()(type<movement>) const {
    return {7,
            -1,
            author::undo,
            "home24",
            "MEUBLE",
            9,
            "Étagère",
            "Table",
            (*this)(type<currency>{}),
            holding{1, 2},
            holding{3, 4}};
  }
  history_query operator()(type<history_query>) const {
    return {9, 20};
  }
  undo_report operator()(type<undo_report>) const {
    auto x = (*this)(type<product>{});
    return {"import", 3, {x}, {x, x}, {x}};
  }
  packed_products operator()(type<packed_products>) const {
    return {{(*this)(type<product>{}), product{}}};
  }
  change_set operator()(type<change_set>) const {
    change_set x;
    x.put.add((*this)(type<product>{}));
    x.erased = {1, 5};
    x.buried = {(*this)(type<removed_source>{})};
    x.unburied = {(*this)(type<source_key>{})};
    x.moved = {(*this)(type<movement>{})};
    x.next_id = 8;
    x.revision = 41;
    x.durable = false;
    return x;
  }
  inventory_changed operator()(type<inventory_changed>) const {
    return {3, 2, -1};
  }
  fetch_request operator()(type<fetch_request>) const {
    return {"https://shop.example/", 20s, 1500ms, 2};
  }
  page operator()(type<page>) const {
    return {"https://shop.example/", "text/html", "<html>\xFF"};
  }
  interval_job operator()(type<interval_job>) const {
    return {"autosave", 10s, job_action::scrape};
  }
  job_status operator()(type<job_status>) const {
    return {(*this)(type<interval_job>{}), true, true, 9, 4, "disk full"};
  }
  output operator()(type<output>) const {
    return {channel::aside, "storing failed\n"};
  }
  notice operator()(type<notice>) const {
    return {"MEUBLE: all in"};
  }
  scraper_status operator()(type<scraper_status>) const {
    return {"MEUBLE", scraper_phase::failed, 24, 2, "the page is empty"};
  }
  scrape_summary operator()(type<scrape_summary>) const {
    return {3, 1};
  }
  inventory_listener operator()(type<inventory_listener>) const {
    return caf::actor_cast<inventory_listener>(somebody);
  }
  store_actor operator()(type<store_actor>) const {
    return caf::actor_cast<store_actor>(somebody);
  }
};

template <class T>
bool same(const T& x, const T& y) {
  return x == y;
}

bool same(const snapshot& x, const snapshot& y) {
  return x.image() == y.image() && x.revision() == y.revision()
         && x.size() == y.size() && x.items_count() == y.items_count();
}

// The hashes don't travel: who receives a lot works them out.
bool same(const lot& x, const lot& y) {
  auto site = hash_of_site(y.site());
  for (const auto& item : x)
    if (item.hash != hash_of_source(site, item.offered.key))
      return false;
  return x == y;
}

bool same(const inventory_part& x, const inventory_part& y) {
  return same(x.rows, y.rows) && x.is_last == y.is_last
         && x.next_movement == y.next_movement;
}

// Calls `f` with each type of the block and its name.
template <class Block, class F>
void for_each_type(F f) {
  auto visit = [&]<size_t... Indexes>(std::index_sequence<Indexes...>) {
    (f(type<typename caf::type_by_id<Block::begin + Indexes>::type>{},
       caf::type_name_by_id<Block::begin + Indexes>::value),
     ...);
  };
  visit(std::make_index_sequence<Block::end - Block::begin>{});
}

// A type that is registered and has no example does not compile.
template <class F>
void for_each_message_type(F f) {
  for_each_type<caf::id_block::storify>(f);
  for_each_type<caf::id_block::storify_listener>(f);
  for_each_type<caf::id_block::storify_store>(f);
}

struct fixture : actor_fixture {
  caf::actor somebody = sys.spawn(
    [] { return caf::behavior{[](caf::ok_atom) {}}; });
  examples example{somebody};

  ~fixture() override {
    end(somebody);
  }

  // Writes and reads the wire format of a message, which spells its types.
  caf::message send_over(const caf::message& what) {
    caf::message arrived;
    auto bytes = serialize(what);
    caf::binary_deserializer source{sys, bytes};
    CAF_CHECK(!arrived.load(source));
    CAF_REQUIRE_EQUAL(arrived.size(), 1u);
    return arrived;
  }

  template <class T>
  void check_travels(const T& x) {
    caf::message arrived = send_over(caf::make_message(x));
    CAF_REQUIRE(arrived.match_element<T>(0));
    CAF_CHECK(same(arrived.get_as<T>(0), x));
  }

  // Alone in a message, a code becomes an error.
  void check_travels(ec x) {
    caf::message arrived = send_over(caf::make_message(x));
    CAF_REQUIRE(arrived.match_element<caf::error>(0));
    CAF_CHECK_EQUAL(arrived.get_as<caf::error>(0), x);
  }

  // Reads a `T` from the bytes of `fields`.
  template <class T, class... Fields>
  void check_refused(caf::error expected, const Fields&... fields) {
    auto bytes = serialize(fields...);
    caf::binary_deserializer source{sys, bytes};
    T x;
    CAF_CHECK_EQUAL(source(x), expected);
  }

  template <class T>
  void check_needs_every_byte(const T& x) {
    auto whole = serialize(x);
    for (size_t size = 0; size < whole.size(); ++size) {
      caf::binary_deserializer source{sys, whole.data(), size};
      T y;
      CAF_CHECK(source(y));
    }
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(roundtrip_tests, fixture)

CAF_TEST(every registered type travels unchanged) {
  size_t types = 0;
  for_each_message_type([&]<class T>(type<T> which, const char* name) {
    CAF_MESSAGE(name);
    check_travels(example(which));
    check_travels(T{});
    ++types;
  });
  CAF_CHECK_EQUAL(types, size_t{caf::id_block::storify_store::end
                                - caf::id_block::storify::begin});
}

CAF_TEST(a value cut off anywhere is refused) {
  for_each_message_type([&]<class T>(type<T> which, const char* name) {
    CAF_MESSAGE(name);
    check_needs_every_byte(example(which));
  });
}

CAF_TEST(what is read replaces all that was there) {
  auto patch = example(type<product_patch>{});
  deserialize(serialize(product_patch{}), patch);
  CAF_CHECK(patch == product_patch{});
  auto row = example(type<product_row>{});
  deserialize(serialize(product_row{}), row);
  CAF_CHECK(row == product_row{});
  auto file = example(type<product_file>{});
  deserialize(serialize(product_file{}), file);
  CAF_CHECK(file == product_file{});
  auto all = example(type<snapshot>{});
  deserialize(serialize(snapshot{}), all);
  CAF_CHECK(same(all, snapshot{}));
}

CAF_TEST(a number outside its enum is refused) {
  std::string text = "text";
  uint64_t number = 0;
  check_refused<output>(ec::bad_usage, uint8_t{2}, text);
  check_refused<output>(ec::bad_usage, uint8_t{255}, text);
  check_refused<product_file>(ec::not_supported, text, uint32_t{7});
  check_refused<interval_job>(ec::bad_job, text, caf::timespan{1}, uint8_t{2});
  check_refused<scraper_status>(ec::bad_usage, text, uint8_t{7}, number, number,
                                text);
}

CAF_TEST(the last number of each enum is taken) {
  check_travels(output{channel::aside, ""});
  check_travels(product_file{"", row_format::markdown});
  check_travels(product_file{"", row_format::table});
  check_travels(interval_job{"", 1s, job_action::scrape});
  check_travels(scraper_status{"", scraper_phase::failed, 0, 0, ""});
}

CAF_TEST(a currency that is not three capitals is refused) {
  for (std::string code : {"", "EU", "eur", "EURO", "€"}) {
    check_refused<currency>(ec::bad_price, code);
    check_refused<price>(ec::bad_price, int64_t{1}, code);
  }
}

CAF_TEST(an optional field with two values is refused) {
  using texts = std::vector<std::string>;
  using prices = std::vector<price>;
  using numbers = std::vector<int64_t>;
  using ids = std::vector<product_id>;
  auto refused = caf::make_error(caf::sec::invalid_argument);
  check_refused<product_patch>(refused, texts{"a", "b"}, prices{}, numbers{});
  check_refused<product_patch>(refused, texts{}, prices{{}, {}}, numbers{});
  check_refused<product_patch>(refused, texts{}, prices{}, numbers{1, 2});
  check_refused<product_row>(refused, ids{1, 2}, product_draft{}, true, texts{},
                             std::vector<source_key>{}, texts{},
                             std::vector<edited_fields>{}, uint64_t{1});
}

CAF_TEST_FIXTURE_SCOPE_END()
