// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE store_files
#include "test/suite.hpp"

#include "actors/store.hpp"

#include <string>
#include <utility>
#include <vector>

#include "test/fakes/fake_database.hpp"
#include "test/fixtures.hpp"

using namespace storify;
using namespace std::string_literals;

namespace {

std::vector<product_row> rows(size_t number) {
  return {number, {{}, {"Lampe", {1999, currency{}}, 1}}};
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
    auto report = tell<import_report>(import_atom_v, "file.csv"s);
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
  std::vector<product_row> changed{{1, {"Lampe", {1999, currency{}}, 1}},
                                   {2, {"Lampe", {1999, currency{}}, 5}},
                                   {9, {"Lampe", {1999, currency{}}, 1}}};
  auto report = tell<import_report>(import_atom_v, "file.csv"s);
  CAF_CHECK_EQUAL(disk.import.arg(), "file.csv");
  answer(disk.import, changed);
  CAF_CHECK_EQUAL(disk.commit.arg().put.size(), 2u);
  answer(disk.commit, uint64_t{1});
  CAF_CHECK(report.value() == (import_report{1, 1, 1}));
}

CAF_TEST(several imports in a row are all imported) {
  start();
  std::vector<reply<import_report>> reports;
  for (int i = 0; i < 3; ++i)
    reports.push_back(ask<import_report>(aut, import_atom_v, "file.csv"s));
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
  ask<import_report>(aut, import_atom_v, "file.csv"s);
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

CAF_TEST(a file that is refused changes nothing) {
  start();
  auto report = tell<import_report>(import_atom_v, "file.csv"s);
  answer(disk.import, fail(ec::bad_row, "file.csv, line 3: no price"));
  CAF_CHECK_EQUAL(report.error(), ec::bad_row);
  CAF_CHECK_EQUAL(detail(report.error()), "file.csv, line 3: no price");
  CAF_CHECK_EQUAL(tell<int64_t>(count_atom_v).value(), 0);
  check_imports(3);
}

CAF_TEST(an import that was not committed is kept in memory) {
  start();
  auto report = tell<import_report>(import_atom_v, "file.csv"s);
  answer(disk.import, rows(12));
  answer(disk.commit, fail(ec::storage_failed, "disk full"));
  CAF_CHECK_EQUAL(report.error(), ec::storage_failed);
  CAF_CHECK_EQUAL(tell<int64_t>(count_atom_v).value(), 12);
  tell<save_report>(save_atom_v);
  CAF_CHECK_EQUAL(disk.commit.arg().put.size(), 12u);
}

CAF_TEST(whole files acknowledge an import when it is in memory) {
  start(false);
  auto report = tell<import_report>(import_atom_v, "file.csv"s);
  answer(disk.import, rows(12));
  CAF_CHECK(report.value() == (import_report{12, 0, 0}));
  CAF_CHECK_EQUAL(disk.commit.count() + disk.save.count(), 0u);
}

CAF_TEST(an export is left to the database) {
  start();
  check_imports(3);
  auto written = tell<uint64_t>(export_atom_v, "all.csv"s);
  CAF_CHECK(!written.has_come());
  CAF_CHECK_EQUAL(disk.write_file.arg(), "all.csv");
  CAF_CHECK_EQUAL(disk.write_file.arg<1>().size(), 3u);
  // The store goes on meanwhile.
  CAF_CHECK_EQUAL(tell<int64_t>(count_atom_v).value(), 3);
  answer(disk.write_file, uint64_t{3});
  CAF_CHECK_EQUAL(written.value(), 3u);
}

CAF_TEST(an export that fails says why) {
  start();
  auto written = tell<uint64_t>(export_atom_v, "all.doc"s);
  answer(disk.write_file, fail(ec::not_supported, "all.doc"));
  CAF_CHECK_EQUAL(written.error(), ec::not_supported);
}

CAF_TEST_FIXTURE_SCOPE_END()
