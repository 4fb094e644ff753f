// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "test/suite.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "core/inventory/inventory.hpp"
#include "io/inventory/sqlite_connection.hpp"
#include "io/inventory/sqlite_store.hpp"
#include "io/inventory/store_repair.hpp"
#include "test/io/edited_database.hpp"
#include "test/io/store_checks.hpp"
#include "test/temp_folder.hpp"

namespace storify {

/// A database that is damaged and repaired.
struct damaged_shop {
  static constexpr size_t page_size = 4096;

  temp_folder folder{temp_folder::memory()};
  std::filesystem::path file = folder / "inventory.db";
  std::filesystem::path kept = folder / "inventory.db.damaged";

  /// Makes a shop of `count` products; each was added and then changed, and
  /// one more was scraped and removed.
  void fill(int count) {
    for (const auto* end : {"", "-wal", "-shm", ".damaged", ".damaged-wal"})
      std::filesystem::remove(file.string() + end);
    sqlite_store store{folder.path()};
    CAF_REQUIRE(load_all(store));
    inventory goods;
    goods.keep_movements(1);
    for (int i = 1; i <= count; ++i)
      goods.add({fmt::format("Thing {}", i), {100 * i, {}}, i - 1});
    for (int i = 1; i <= count; ++i)
      goods.modify(static_cast<product_id>(i), {{}, {}, i});
    offer table{"sku:9", "Table", {4900, currency{}}, 10, false, ""};
    goods.stock(lot{"site", "MEUBLE", {table}});
    goods.remove({static_cast<product_id>(count + 1)});
    CAF_REQUIRE(store.commit(goods.begin_write()));
  }

  /// Checks that all that `fill` made is there as it was.
  void check_goods(int count) {
    CAF_CHECK_EQUAL(answer_to("SELECT count(*) || ' ' || sum(quantity = id) "
                              "|| ' ' || sum(cents = id * 100) || ' ' || "
                              "sum(name = 'Thing ' || id) FROM product"),
                    fmt::format("{0} {0} {0} {0}", count));
  }

  /// Leaves a change in the log, as a shop does whose power was cut.
  void leave_log() {
    std::string base;
    std::string log;
    {
      sqlite_store store{folder.path()};
      CAF_REQUIRE(load_all(store));
      edit_database(file, "UPDATE product SET url = 'logged' WHERE id = 9");
      base = text_of(file);
      log = text_of(folder / "inventory.db-wal");
    }
    write_text(file, base);
    write_text(folder / "inventory.db-wal", log);
  }

  std::string answer_to(const char* query) {
    auto database = sqlite_connection::open(file);
    CAF_REQUIRE(database);
    database->ignore_page_sums();
    auto rows = database->prepare(query);
    if (!rows)
      CAF_FAIL(sentence(rows.error()));
    return rows->step() == SQLITE_ROW ? std::string{rows->text(0)} : "nothing";
  }

  /// Returns the pages of a table that are "leaf" or "internal" ones.
  std::vector<size_t> pages_of(const char* table, const char* type) {
    auto database = sqlite_connection::open(file);
    CAF_REQUIRE(database);
    auto rows = database->prepare(
      fmt::format("SELECT pageno FROM dbstat WHERE name = '{}' "
                  "AND pagetype = '{}' ORDER BY path",
                  table, type));
    CAF_REQUIRE(rows);
    std::vector<size_t> pages;
    while (rows->step() == SQLITE_ROW)
      pages.push_back(static_cast<size_t>(rows->number(0)));
    return pages;
  }

  /// Returns the first page of those that are free.
  /// Source: https://www.sqlite.org/fileformat2.html#the_database_header
  size_t first_free_page() {
    auto text = text_of(file);
    size_t page = 0;
    for (auto at = 32u; at < 36; ++at)
      page = page << 8 | static_cast<unsigned char>(text[at]);
    return page;
  }

  /// Fills a page, from 1, with zeros.
  void zero(size_t page) {
    auto text = text_of(file);
    text.replace((page - 1) * page_size, page_size, page_size, '\0');
    write_text(file, text);
  }

  /// Changes a letter in a product's name.
  void damage_name() {
    auto text = text_of(file);
    auto place = text.rfind("Thing 7");
    text[place + 1] = text[place + 1] == 'H' ? 'h' : 'H';
    write_text(file, text);
  }

  /// Repairs it, checks that all is well then, and returns what was told.
  std::vector<std::string> repair_well() {
    auto before = text_of(file);
    std::filesystem::path copy = kept;
    if (std::filesystem::exists(kept))
      copy += ".2";
    auto done = repair_store(storage_kind::sqlite, folder.path());
    if (!done)
      CAF_FAIL(sentence(done.error()));
    for (const auto& x : done->done)
      CAF_MESSAGE(x);
    for (const auto& x : done->now.first)
      CAF_MESSAGE(x);
    CAF_CHECK_EQUAL(done->now.differences, 0u);
    auto found = check_store(storage_kind::sqlite, folder.path());
    CAF_REQUIRE(found);
    CAF_CHECK_EQUAL(found->differences, 0u);
    CAF_CHECK(text_of(copy) == before);
    return done->done;
  }

  static bool tells(const std::vector<std::string>& done,
                    std::string_view words) {
    return std::ranges::any_of(done, [&](const std::string& x) {
      return x.find(words) != std::string::npos;
    });
  }
};

} // namespace storify
