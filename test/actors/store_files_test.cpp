// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE store_files
#include "test/suite.hpp"

#include "actors/store.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "test/fakes/fake_database.hpp"
#include "test/fixtures.hpp"

using namespace storify;

namespace {

const product_file csv_file{"file.csv"};

product_row lamp(std::optional<product_id> id, int64_t quantity = 1) {
  return {id, {"Lampe", {1999, currency{}}, quantity}};
}

file_rows rows(size_t number) {
  return {{number, lamp({})}, {}};
}

struct fixture : actor_fixture {
  database_actor database = sys.spawn(fake_database);
  fake_database_state& disk = state_of<fake_database_state>(database);
  store_actor aut;

  ~fixture() override {
    end(aut);
    end(database);
  }

  // Starts a store that imports ten rows in one go.
  void start(bool commits = true) {
    aut = sys.spawn(store, store_config{"inventory.db", commits, 10}, database);
    sched.run();
    disk.load.answer(inventory_part{});
    sched.run();
  }

  template <class T, class... Ts>
  reply<T> tell(Ts... what) {
    auto answer = ask<T>(aut, what...);
    sched.run();
    return answer;
  }

  template <class Clause, class... Ts>
  void answer(Clause& clause, Ts... what) {
    CAF_REQUIRE(clause.waiting() > 0);
    clause.answer(std::move(what)...);
    sched.run();
  }

  void check_imports(size_t number) {
    CAF_MESSAGE(number << " rows");
    auto before = tell<int64_t>(count_atom_v).value();
    auto report = tell<import_report>(import_atom_v, csv_file);
    answer(disk.import, rows(number));
    if (number > 0) {
      CAF_CHECK(!report.has_come());
      answer(disk.commit, uint64_t{1});
    }
    CAF_CHECK(report.value() == (import_report{number, 0, 0}));
    CAF_CHECK_EQUAL(tell<int64_t>(count_atom_v).value() - before,
                    static_cast<int64_t>(number));
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(store_files_tests, fixture)

CAF_TEST(all rows of a file are imported and committed) {
  start();
  for (size_t number : {0, 1, 9, 10, 11, 20, 95})
    check_imports(number);
  CAF_CHECK_EQUAL(disk.import.count(), 7u);
}

CAF_TEST(rows that name a product change it) {
  start();
  check_imports(2);
  auto report = tell<import_report>(import_atom_v, csv_file);
  CAF_CHECK(disk.import.arg() == csv_file);
  answer(disk.import, file_rows{{lamp(1), lamp(2, 5), lamp(9)}, {}});
  CAF_CHECK_EQUAL(disk.commit.arg().put.size(), 2u);
  CAF_CHECK_EQUAL(disk.commit.arg().put.back().id, 9u);
  answer(disk.commit, uint64_t{1});
  CAF_CHECK(report.value() == (import_report{1, 1, 1}));
}

CAF_TEST(columns that are left out are told) {
  start();
  file_rows rows{{lamp(1)}, {}, {"Rayon"}};
  auto preview = tell<import_preview>(preview_atom_v, csv_file);
  answer(disk.import, rows);
  CAF_CHECK(preview.value().report == (import_report{1, 0, 0, {"Rayon"}}));
  auto report = tell<import_report>(import_atom_v, csv_file);
  answer(disk.import, rows);
  answer(disk.commit, uint64_t{1});
  CAF_CHECK(report.value() == (import_report{1, 0, 0, {"Rayon"}}));
}

CAF_TEST(several imports in a row are all imported) {
  start();
  std::vector<reply<import_report>> reports;
  for (int i = 0; i < 3; ++i)
    reports.push_back(ask<import_report>(aut, import_atom_v, csv_file));
  sched.run();
  CAF_REQUIRE_EQUAL(disk.import.waiting(), 3u);
  for (int i = 0; i < 3; ++i)
    disk.import.answer(rows(25));
  sched.run();
  while (disk.commit.waiting() > 0)
    answer(disk.commit, uint64_t{1});
  for (const auto& report : reports)
    CAF_CHECK(report.value() == (import_report{25, 0, 0}));
  CAF_CHECK_EQUAL(tell<int64_t>(count_atom_v).value(), 75);
}

CAF_TEST(other messages get through between the slices of an import) {
  start();
  ask<import_report>(aut, import_atom_v, csv_file);
  sched.run();
  disk.import.answer(rows(1000));
  for (int64_t i = 1; i <= 5; ++i) {
    self->send(aut, count_atom_v);
    while (!self->has_next_message())
      CAF_REQUIRE(consume_message());
    // One slice at most goes before it, and one is done with the next message.
    self->receive([i](int64_t counted) { CAF_CHECK(counted <= 20 * i); });
  }
  sched.run();
  CAF_CHECK_EQUAL(tell<int64_t>(count_atom_v).value(), 1000);
}

CAF_TEST(a file that can not be read changes nothing) {
  start();
  auto report = tell<import_report>(import_atom_v, csv_file);
  answer(disk.import, fail(ec::file_not_found, "file.csv"));
  CAF_CHECK_EQUAL(report.error(), ec::file_not_found);
  CAF_CHECK_EQUAL(detail(report.error()), "file.csv");
  CAF_CHECK_EQUAL(tell<int64_t>(count_atom_v).value(), 0);
  check_imports(3);
}

CAF_TEST(a file with bad rows changes nothing and the first one is told) {
  start();
  check_imports(1);
  auto refuse = [this](bad_rows bad, const std::string& why) {
    auto report = tell<import_report>(import_atom_v, csv_file);
    auto file = rows(25);
    file.bad = std::move(bad);
    answer(disk.import, file);
    CAF_CHECK_EQUAL(report.error(), ec::bad_row);
    CAF_CHECK_EQUAL(detail(report.error()), why);
    CAF_CHECK_EQUAL(tell<int64_t>(count_atom_v).value(), 1);
    CAF_CHECK_EQUAL(disk.commit.waiting(), 0u);
  };
  refuse({1, {{7, "no price"}}},
         "file.csv, line 7: no price (1 bad row in all)");
  refuse({3, {{7, "no price"}, {9, "no name"}}},
         "file.csv, line 7: no price (3 bad rows in all, --dry-run lists "
         "them)");
  // Nor does a refused file take ids away.
  auto added = tell<product>(caf::add_atom_v, product_draft{"a", {}, 1});
  answer(disk.commit, uint64_t{1});
  CAF_CHECK_EQUAL(added.value().id, 2u);
}

CAF_TEST(rows that do not fit to what is there are bad too) {
  start();
  check_imports(2);
  auto twin = lamp({});
  twin.source = source_key{"site", "sku:1"};
  twin.line = 2;
  auto report = tell<import_report>(import_atom_v, csv_file);
  answer(disk.import, file_rows{{twin}, {}});
  answer(disk.commit, uint64_t{2});
  CAF_CHECK(report.value() == (import_report{1, 0, 0}));
  auto changed = lamp(1, 5);
  changed.line = 2;
  twin.id = 40;
  twin.line = 3;
  report = tell<import_report>(import_atom_v, csv_file);
  answer(disk.import, file_rows{{changed, twin}, {1, {{4, "no price"}}}});
  CAF_CHECK_EQUAL(detail(report.error()),
                  "file.csv, line 3: key: product 3 has that site and key "
                  "here; leave the id out to change that one (2 bad rows in "
                  "all, --dry-run lists them)");
  CAF_CHECK_EQUAL(tell<int64_t>(count_atom_v).value(), 3);
}

CAF_TEST(a preview tells what would be and changes nothing) {
  start();
  check_imports(2);
  auto preview = [this](file_rows file) {
    auto found = tell<import_preview>(preview_atom_v, csv_file);
    CAF_CHECK(disk.import.arg() == csv_file);
    answer(disk.import, std::move(file));
    CAF_CHECK_EQUAL(disk.commit.waiting(), 0u);
    return found.value();
  };
  auto found = preview({{lamp(1), lamp(2, 5), lamp(50), lamp({})}, {}});
  CAF_CHECK(found == (import_preview{{2, 1, 1}, {}}));
  auto large = rows(95);
  large.bad = {2, {{7, "no price"}}};
  found = preview(large);
  CAF_CHECK(found == (import_preview{{95, 0, 0}, large.bad}));
  CAF_CHECK_EQUAL(tell<int64_t>(count_atom_v).value(), 2);
  auto added = tell<product>(caf::add_atom_v, product_draft{"a", {}, 1});
  answer(disk.commit, uint64_t{1});
  CAF_CHECK_EQUAL(added.value().id, 3u);
}

CAF_TEST(a preview of a file that can not be read says why) {
  start();
  auto found = tell<import_preview>(preview_atom_v, csv_file);
  answer(disk.import, fail(ec::file_not_found, "file.csv"));
  CAF_CHECK_EQUAL(found.error(), ec::file_not_found);
}

CAF_TEST(ids of a file that scrapers are given meanwhile are looked at again) {
  start();
  file_rows file;
  for (product_id id = 1; id <= 25; ++id) {
    auto row = lamp(id);
    row.line = id + 1;
    row.source = source_key{"site", "sku:" + std::to_string(id)};
    file.rows.push_back(row);
  }
  auto report = ask<import_report>(aut, import_atom_v, csv_file);
  sched.run();
  disk.import.answer(file);
  // The first slice is looked at, then a scraper brings two products.
  CAF_REQUIRE(consume_message());
  lot brought{"site", "A"};
  brought.add(offer{"sku:1", "Lampe", {1999, {}}, 1, false, ""});
  brought.add(offer{"sku:x", "Table", {1999, {}}, 1, false, ""});
  caf::anon_send(aut, stock_atom_v, brought);
  sched.run();
  CAF_CHECK_EQUAL(report.error(), ec::bad_row);
  CAF_CHECK(
    detail(report.error())
      .starts_with(
        "file.csv, line 3: id: product 2 is another one here, its site or key "
        "differs (1 bad row in all)"));
  CAF_CHECK_EQUAL(tell<int64_t>(count_atom_v).value(), 2);
}

CAF_TEST(an import that was not committed is kept in memory) {
  start();
  auto report = tell<import_report>(import_atom_v, csv_file);
  answer(disk.import, rows(12));
  answer(disk.commit, fail(ec::storage_failed, "disk full"));
  CAF_CHECK_EQUAL(report.error(), ec::storage_failed);
  CAF_CHECK_EQUAL(tell<int64_t>(count_atom_v).value(), 12);
  tell<save_report>(save_atom_v);
  CAF_CHECK_EQUAL(disk.commit.arg().put.size(), 12u);
}

CAF_TEST(whole files acknowledge an import when it is in memory) {
  start(false);
  auto report = tell<import_report>(import_atom_v, csv_file);
  answer(disk.import, rows(12));
  CAF_CHECK(report.value() == (import_report{12, 0, 0}));
  CAF_CHECK_EQUAL(disk.commit.count() + disk.save.count(), 0u);
}

CAF_TEST(an export is left to the database) {
  start();
  check_imports(3);
  auto written = tell<uint64_t>(export_atom_v, product_file{"all.csv"});
  CAF_CHECK(!written.has_come());
  CAF_CHECK(disk.write_file.arg() == product_file{"all.csv"});
  CAF_CHECK_EQUAL(disk.write_file.arg<1>().size(), 3u);
  // The store goes on meanwhile.
  CAF_CHECK_EQUAL(tell<int64_t>(count_atom_v).value(), 3);
  answer(disk.write_file, uint64_t{3});
  CAF_CHECK_EQUAL(written.value(), 3u);
}

CAF_TEST(an export that fails says why) {
  start();
  auto written = tell<uint64_t>(export_atom_v, product_file{"all.doc"});
  answer(disk.write_file, fail(ec::not_supported, "all.doc"));
  CAF_CHECK_EQUAL(written.error(), ec::not_supported);
}

CAF_TEST_FIXTURE_SCOPE_END()
