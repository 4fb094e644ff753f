// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE page_sums
#include "test/suite.hpp"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "core/inventory/inventory.hpp"
#include "io/inventory/sqlite_store.hpp"
#include "io/inventory/sqlite_vfs.hpp"
#include "io/inventory/store_check.hpp"
#include "messages/errors.hpp"
#include "test/io/edited_database.hpp"
#include "test/io/store_checks.hpp"
#include "test/load_all.hpp"
#include "test/temp_folder.hpp"

using namespace storify;

namespace {

constexpr size_t page_size = 4096;
constexpr size_t reserved_at = 20;

struct fixture {
  temp_folder folder;
  std::filesystem::path file = folder / "inventory.db";

  fixture() {
    sqlite_store store{folder.path()};
    CAF_REQUIRE(load_all(store));
    inventory goods;
    for (int i = 0; i < 500; ++i)
      goods.add({fmt::format("A thing of number {}", i), {100 + i, {}}, i});
    CAF_REQUIRE(store.commit(goods.begin_write()));
  }

  // Checks that it is refused and stays, and what is told.
  void check_wrong(const std::string& damaged, std::string_view words) {
    write_text(file, damaged);
    sqlite_store store{folder.path()};
    auto image = load_all(store);
    CAF_REQUIRE(!image);
    check_failed(image.error(), ec::storage_damaged, words);
    CAF_CHECK(text_of(file) == damaged);
  }

  size_t page_of(std::string_view text) {
    return text_of(file).find(text) / page_size;
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(page_sums_tests, fixture)

CAF_TEST(a letter that changed is found) {
  auto damaged = text_of(file);
  damaged[damaged.find("number 77")] = 'm';
  check_wrong(damaged, fmt::format("page {} is not as it was written",
                                   page_of("number 77") + 1));
}

CAF_TEST(pages that changed places are found) {
  auto damaged = text_of(file);
  auto one = page_of("number 77") * page_size;
  auto other = page_of("number 444") * page_size;
  CAF_REQUIRE(one != other);
  std::swap_ranges(&damaged[one], &damaged[one + page_size], &damaged[other]);
  check_wrong(damaged, "is not as it was written");
}

CAF_TEST(a header that denies its checksums is found) {
  auto damaged = text_of(file);
  damaged[reserved_at] = 0;
  check_wrong(damaged, "inventory.db");
}

CAF_TEST(what another program wrote is found) {
  sqlite3* database = nullptr;
  CAF_REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
  sqlite3_exec(database, "UPDATE product SET quantity = 7 WHERE id = 77",
               nullptr, nullptr, nullptr);
  sqlite3_close(database);
  check_wrong(text_of(file), "is not as it was written");
}

CAF_TEST(a check tells all pages that are wrong) {
  auto damaged = text_of(file);
  damaged[damaged.find("number 77")] = 'm';
  damaged[damaged.find("number 444")] = 'm';
  write_text(file, damaged);
  auto found = check_store(storage_kind::sqlite, folder.path());
  CAF_REQUIRE(found);
  CAF_CHECK_EQUAL(found->differences, 2u);
  CAF_CHECK_EQUAL(found->products, 500u);
  CAF_CHECK(text_of(file) == damaged);
}

CAF_TEST_FIXTURE_SCOPE_END()
