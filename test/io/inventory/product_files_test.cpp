// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE product_files
#include "test/suite.hpp"

#include "io/inventory/product_files.hpp"

#include <filesystem>
#include <string>
#include <string_view>

#include "test/io/store_checks.hpp"
#include "test/temp_folder.hpp"

using namespace storify;
namespace fs = std::filesystem;

namespace {

struct fixture {
  temp_folder folder;
  snapshot all{nasty_image()};

  void check_round_trip(std::string_view name) {
    auto file = folder / name;
    auto written = write_product_file(file, all);
    CAF_REQUIRE(written);
    CAF_CHECK_EQUAL(*written, all.size());
    auto rows = read_product_file(file, *currency::from("CHF"));
    if (!rows)
      CAF_FAIL(sentence(rows.error()));
    CAF_REQUIRE_EQUAL(rows->size(), all.size());
    auto row = rows->begin();
    for (const auto& x : all) {
      product_row expected{x.id, {std::string{x.name}, x.cost, x.quantity}};
      CAF_CHECK_EQUAL(*row, expected);
      ++row;
    }
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(product_files_tests, fixture)

CAF_TEST(what is exported can be imported) {
  check_round_trip("a.csv");
  check_round_trip("a.tsv");
  check_round_trip("a.json");
  check_round_trip("a.jsonl");
  check_round_trip("A.CSV");
}

CAF_TEST(cells that look like formulas are guarded in a CSV file) {
  auto file = folder / "a.csv";
  CAF_REQUIRE(write_product_file(file, all));
  auto text = text_of(file);
  CAF_CHECK(text.find("\n2,\"''t Fauteuil, à bascule\",") != text.npos);
  CAF_CHECK(text.find("\n5,'=1+1|2\\3\\t,") != text.npos);
  CAF_REQUIRE(write_product_file(folder / "a.tsv", all));
  text = text_of(folder / "a.tsv");
  CAF_CHECK(text.find("\n5\t=1+1|2") != text.npos);
}

CAF_TEST(an inventory file can be imported) {
  write_text(folder / "a.json",
             "{\"version\":1,\"next_id\":4,\"products\":[{\"id\":3,"
             "\"name\":\"a\",\"price\":1.00,\"quantity\":1}],\"removed\":[]}");
  auto rows = read_product_file(folder / "a.json", {});
  CAF_REQUIRE(rows);
  CAF_CHECK_EQUAL(rows->size(), 1u);
}

CAF_TEST(a markdown file has a table) {
  auto file = folder / "a.md";
  CAF_REQUIRE(write_product_file(file, all));
  auto text = text_of(file);
  CAF_CHECK(text.starts_with("| id | name |"));
  CAF_CHECK(text.find("=1+1\\|2") != text.npos);
}

CAF_TEST(an export takes the place of a file and leaves nothing else) {
  write_text(folder / "a.csv", "old");
  CAF_REQUIRE(write_product_file(folder / "a.csv", all));
  CAF_CHECK(text_of(folder / "a.csv").starts_with("id,name,price,quantity,"));
  CAF_CHECK_EQUAL(folder.size(), 1);
}

CAF_TEST(a failed export leaves the file) {
  write_text(folder / "a.csv", "old");
  auto write = [&] { return write_product_file(folder / "a.csv", all); };
  check_failed(on_full_disk(100, write), ec::storage_failed, "make room");
  CAF_CHECK_EQUAL(text_of(folder / "a.csv"), "old");
  CAF_CHECK_EQUAL(folder.size(), 1);
}

CAF_TEST(other endings are refused and the known ones named) {
  for (auto name : {"a.xlsx", "a", ".csv", "a.csv.bak"}) {
    auto written = write_product_file(folder / name, all);
    CAF_REQUIRE(!written);
    check_failed(written.error(), ec::not_supported, ".csv, .tsv, .json");
  }
  auto rows = read_product_file(folder / "a.md", {});
  CAF_REQUIRE(!rows);
  check_failed(rows.error(), ec::not_supported, ".jsonl");
}

CAF_TEST(a file that can not be read is named) {
  auto rows = read_product_file(folder / "a.csv", {});
  CAF_REQUIRE(!rows);
  check_failed(rows.error(), ec::file_not_found, "a.csv");
  fs::create_directory(folder / "b.csv");
  rows = read_product_file(folder / "b.csv", {});
  CAF_REQUIRE(!rows);
  check_failed(rows.error(), ec::file_not_found, "b.csv");
}

CAF_TEST(a bad row is told with its file and line) {
  write_text(folder / "a.csv", "Lampe,19.99,3\nTable,19.99,-1\n");
  auto rows = read_product_file(folder / "a.csv", {});
  CAF_REQUIRE(!rows);
  check_failed(rows.error(), ec::bad_row, "a.csv, line 2: ");
}

CAF_TEST_FIXTURE_SCOPE_END()
