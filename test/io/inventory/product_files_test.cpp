// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE product_files
#include "test/suite.hpp"

#include "io/inventory/product_files.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <sys/stat.h>

#include "core/inventory/inventory.hpp"
#include "core/rows/csv.hpp"
#include "test/io/store_checks.hpp"
#include "test/temp_folder.hpp"

using namespace storify;
namespace fs = std::filesystem;

namespace {

struct fixture {
  temp_folder folder;
  snapshot all{nasty_image()};

  product_file file(std::string_view name) const {
    return {(folder / name).string()};
  }

  file_rows read(std::string_view name) const {
    auto rows = read_product_file(file(name), *currency::from("CHF"));
    if (!rows)
      CAF_FAIL(sentence(rows.error()));
    return *rows;
  }

  // Imports a file into an empty inventory and returns what is in it.
  inventory_image imported(const file_rows& file) const {
    CAF_CHECK(file.bad.empty());
    inventory goods;
    wanted_ids ids;
    for (const auto& row : file.rows)
      CAF_REQUIRE(goods.preview(row, ids));
    CAF_REQUIRE(goods.prepare(ids));
    for (const auto& row : file.rows)
      CAF_CHECK(goods.import(row) == (import_report{1, 0, 0}));
    return goods.take_snapshot().image();
  }

  void check_round_trip(const product_file& file) {
    CAF_MESSAGE(file.path);
    auto written = write_product_file(file, all);
    CAF_REQUIRE(written);
    CAF_CHECK_EQUAL(*written, all.size());
    auto rows = read_product_file(file, *currency::from("CHF"));
    CAF_REQUIRE(rows);
    CAF_CHECK(imported(*rows).products == all.image().products);
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(product_files_tests, fixture)

CAF_TEST(what is exported is imported to the last byte) {
  for (auto name : {"a.csv", "a.tsv", "a.json", "a.jsonl", "A.CSV"})
    check_round_trip(file(name));
  for (auto format :
       {row_format::csv, row_format::tsv, row_format::json, row_format::jsonl})
    check_round_trip({(folder / "a.dat").string(), format});
}

CAF_TEST(the format that is asked for goes before the ending) {
  CAF_REQUIRE(
    write_product_file({(folder / "a.csv").string(), row_format::json}, all));
  CAF_CHECK(text_of(folder / "a.csv").starts_with("[\n"));
  auto rows = read_product_file({(folder / "a.csv").string(), row_format::json},
                                {});
  CAF_REQUIRE(rows);
  CAF_CHECK(imported(*rows).products == all.image().products);
}

CAF_TEST(a name is kept whatever stands in it) {
  inventory goods;
  for (const auto& name :
       {std::string{"say \"hi\", it's; 'x'"}, std::string{"=cmd()"},
        std::string{"+49"}, std::string{"-5 %"}, std::string{"@home"},
        std::string{"'=1"}, std::string{"Lampe 🛋"}, std::string{"a\\tb"},
        std::string{"Banc\r\n\tvert\r"}, std::string{"\n=cmd()"},
        std::string(10'240, 'x'), std::string{"{\"a\":1}"}})
    CAF_REQUIRE(goods.add({name, {1999, {}}, 3}));
  all = goods.take_snapshot();
  for (auto name : {"a.csv", "a.tsv", "a.json", "a.jsonl"})
    check_round_trip(file(name));
  // No cell of the CSV file begins as a formula does.
  CAF_REQUIRE(write_product_file(file("a.csv"), all));
  csv_reader reader{text_of(folder / "a.csv")};
  std::vector<std::string_view> cells;
  while (*reader.next(cells))
    for (auto cell : cells)
      CAF_CHECK(cell.empty()
                || std::string_view{"=+-@\t\r\n"}.find(cell[0])
                     == std::string_view::npos);
}

CAF_TEST(a row behind a name of several lines is told with its line) {
  write_text(folder / "a.csv", "name,price,quantity\n\"b\nc\",1,1\na,x,1\n");
  auto rows = read("a.csv");
  CAF_REQUIRE_EQUAL(rows.rows.size(), 1u);
  CAF_CHECK_EQUAL(rows.rows[0].draft.name, "b\nc");
  CAF_REQUIRE_EQUAL(rows.bad.count, 1u);
  CAF_CHECK_EQUAL(rows.bad.first[0].line, 4u);
}

CAF_TEST(cells that look like formulas are guarded in a CSV file) {
  CAF_REQUIRE(write_product_file(file("a.csv"), all));
  auto text = text_of(folder / "a.csv");
  CAF_CHECK(text.find("\n2,\"''t Fauteuil, à bascule\",") != text.npos);
  CAF_CHECK(text.find("\n5,'=1+1|2\\3\\t,") != text.npos);
  CAF_REQUIRE(write_product_file(file("a.tsv"), all));
  text = text_of(folder / "a.tsv");
  CAF_CHECK(text.find("\n5\t=1+1|2") != text.npos);
}

CAF_TEST(an inventory file can be imported) {
  write_text(folder / "a.json",
             "{\"version\":1,\"next_id\":4,\"products\":[{\"id\":3,"
             "\"name\":\"a\",\"price\":1.00,\"quantity\":1}],\"removed\":[]}");
  CAF_CHECK_EQUAL(read("a.json").rows.size(), 1u);
}

CAF_TEST(a markdown file has a table) {
  CAF_REQUIRE(write_product_file(file("a.md"), all));
  auto text = text_of(folder / "a.md");
  CAF_CHECK(text.starts_with("| id | name |"));
  CAF_CHECK(text.find("=1+1\\|2") != text.npos);
}

CAF_TEST(an export takes the place of a file and leaves nothing else) {
  write_text(folder / "a.csv", "old");
  CAF_REQUIRE(write_product_file(file("a.csv"), all));
  CAF_CHECK(text_of(folder / "a.csv").starts_with("id,name,price,quantity,"));
  CAF_CHECK_EQUAL(folder.size(), 1);
}

CAF_TEST(a failed export leaves the file) {
  write_text(folder / "a.csv", "old");
  auto write = [&] { return write_product_file(file("a.csv"), all); };
  check_failed(on_full_disk(100, write), ec::storage_failed, "make room");
  CAF_CHECK_EQUAL(text_of(folder / "a.csv"), "old");
  CAF_CHECK_EQUAL(folder.size(), 1);
}

CAF_TEST(other endings are refused and the known ones named) {
  for (auto name : {"a.xlsx", "a", ".csv", "a.csv.bak"}) {
    auto written = write_product_file(file(name), all);
    CAF_REQUIRE(!written);
    check_failed(written.error(), ec::not_supported,
                 "ends in none of .csv, .tsv, .json, .jsonl, .md; --format");
  }
  auto rows = read_product_file(file("a.md"), {});
  CAF_REQUIRE(!rows);
  check_failed(rows.error(), ec::not_supported, ".json, .jsonl; --format");
}

CAF_TEST(a file that can not be read is named) {
  auto rows = read_product_file(file("a.csv"), {});
  CAF_REQUIRE(!rows);
  check_failed(rows.error(), ec::file_not_found, "a.csv");
  fs::create_directory(folder / "b.csv");
  rows = read_product_file(file("b.csv"), {});
  CAF_REQUIRE(!rows);
  check_failed(rows.error(), ec::file_not_found, "b.csv");
}

CAF_TEST(a pipe and a folder are not replaced by a file) {
  auto pipe = folder / "pipe.csv";
  CAF_REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  fs::create_directory(folder / "folder.csv");
  for (auto name : {"pipe.csv", "folder.csv"}) {
    auto written = write_product_file(file(name), all);
    CAF_REQUIRE(!written);
    check_failed(written.error(), ec::not_supported, "is not a file");
  }
  CAF_CHECK(fs::is_fifo(pipe));
  CAF_CHECK(fs::is_directory(folder / "folder.csv"));
}

CAF_TEST(a link is followed) {
  write_text(folder / "there.csv", "");
  fs::create_symlink(folder / "there.csv", folder / "link.csv");
  CAF_CHECK(write_product_file(file("link.csv"), all));
  CAF_CHECK(fs::is_symlink(folder / "link.csv"));
  CAF_CHECK_GREATER(fs::file_size(folder / "there.csv"), 0u);
}

CAF_TEST_FIXTURE_SCOPE_END()
