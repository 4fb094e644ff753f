// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE sqlite_store
#include "test/suite.hpp"

#include "io/inventory/sqlite_store.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "io/basics/unique_fd.hpp"
#include "io/inventory/page_sums.hpp"
#include "io/inventory/store_repair.hpp"
#include "test/io/edited_database.hpp"
#include "test/io/store_checks.hpp"
#include "test/temp_folder.hpp"

using namespace storify;
namespace fs = std::filesystem;

namespace {

change_set all_of(const inventory_image& image) {
  return {image.products, {}, image.removed, {}, {}, image.next_id, 7, true};
}

struct fixture {
  temp_folder folder;
  fs::path file = folder / "inventory.db";

  void run(const std::string& statements) {
    edit_database(file, statements);
  }

  // Opens what is there, or a new one.
  std::unique_ptr<sqlite_store> opened() {
    auto store = std::make_unique<sqlite_store>(folder.path());
    auto image = load_all(*store);
    if (!image)
      CAF_FAIL(sentence(image.error()));
    return store;
  }

  void commit(const change_set& changes) {
    auto done = opened()->commit(changes);
    if (!done)
      CAF_FAIL(sentence(done.error()));
    CAF_CHECK_EQUAL(*done, changes.revision);
  }

  inventory_image load() {
    sqlite_store store{folder.path()};
    auto image = load_all(store);
    if (!image)
      CAF_FAIL(sentence(image.error()));
    return std::move(*image);
  }

  // From now on what goes to the log goes nowhere, and a sync of it fails.
  void lose_log() {
    for (const auto& x : fs::directory_iterator{"/proc/self/fd"}) {
      std::error_code gone;
      if (fs::read_symlink(x, gone) != file.string() + "-wal")
        continue;
      unique_fd nowhere{::open("/dev/null", O_RDWR | O_CLOEXEC)};
      ::dup2(nowhere.get(), std::stoi(x.path().filename().string()));
    }
  }

  void check_refused(ec code, std::string_view place) {
    auto before = text_of(file);
    sqlite_store store{folder.path()};
    auto image = load_all(store);
    CAF_REQUIRE(!image);
    check_failed(image.error(), code, place);
    CAF_CHECK(detail(image.error()).starts_with(file.string()));
    auto done = store.commit(all_of(nasty_image()));
    CAF_REQUIRE(!done);
    CAF_CHECK(done.error() == code);
    CAF_CHECK(text_of(file) == before);
  }

  // Checks that the file is damaged after `statements` were run on it.
  void check_damage(const std::string& statements, std::string_view place) {
    fs::remove(file);
    commit(all_of(nasty_image()));
    run(statements);
    check_refused(ec::storage_damaged, place);
    fs::remove(folder / "inventory.db-wal");
    fs::remove(folder / "inventory.db-shm");
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(sqlite_store_tests, fixture)

CAF_TEST(a new database is empty and closes into one file) {
  auto store = opened();
  CAF_CHECK_EQUAL(store->path(), file.string());
  store.reset();
  CAF_CHECK_EQUAL(folder.size(), 1);
  CAF_CHECK(load() == inventory_image{});
}

CAF_TEST(everything comes back) {
  commit(all_of(nasty_image()));
  CAF_CHECK(load() == nasty_image());
  CAF_CHECK_EQUAL(folder.size(), 1);
}

CAF_TEST(an empty file is told and its log is left alone) {
  commit(all_of(nasty_image()));
  write_text(folder / "inventory.db-wal", "all there is");
  for (auto text : {"", "?"}) {
    write_text(file, text);
    check_refused(ec::storage_damaged, "it is empty");
    auto found = check_store(storage_kind::sqlite, folder.path());
    CAF_REQUIRE(!found);
    check_failed(found.error(), ec::storage_damaged, "it is empty");
    auto repaired = repair_store(storage_kind::sqlite, folder.path());
    CAF_REQUIRE(!repaired);
    check_failed(repaired.error(), ec::storage_damaged, "it is empty");
    CAF_CHECK_EQUAL(text_of(folder / "inventory.db-wal"), "all there is");
  }
}

CAF_TEST(a file that is gone is told where its log is there) {
  auto log = folder / "inventory.db-wal";
  write_text(log, "all there is");
  sqlite_store store{folder.path()};
  auto image = load_all(store);
  CAF_REQUIRE(!image);
  check_failed(image.error(), ec::storage_damaged,
               "inventory.db is gone, and its log is there");
  CAF_CHECK(!fs::exists(file));
  CAF_CHECK_EQUAL(text_of(log), "all there is");
  write_text(log, "");
  CAF_CHECK(load() == inventory_image{});
}

CAF_TEST(a link to a file that is not there is no new shop) {
  fs::create_symlink(folder / "elsewhere/inventory.db", file);
  sqlite_store store{folder.path()};
  auto image = load_all(store);
  CAF_REQUIRE(!image);
  check_failed(image.error(), ec::storage_failed, "elsewhere/inventory.db");
  CAF_CHECK(fs::is_symlink(file));
}

CAF_TEST(a database without tables is one of another program) {
  run("PRAGMA user_version = 1");
  check_refused(ec::storage_damaged, "this is a database of another program");
}

CAF_TEST(names of several lines come back) {
  commit(all_of(image_of_lines()));
  CAF_CHECK(load() == image_of_lines());
}

CAF_TEST(changes are made on top of what is there) {
  auto image = nasty_image();
  commit(all_of(image));
  change_set changes;
  image.products[0].quantity = 12;
  changes.put.add(image.products[0]);
  changes.erased = {image.products[1].id};
  changes.unburied = {image.removed[0].source};
  changes.buried = {{{"a", "b"}, "c"}};
  changes.next_id = 3'000'000;
  commit(changes);
  image.products.erase(image.products.begin() + 1);
  image.removed[0] = changes.buried[0];
  image.next_id = changes.next_id;
  CAF_CHECK(load() == image);
}

CAF_TEST(many products keep their ids where some are missing) {
  auto image = large_image(1'000);
  std::erase_if(image.products, [](const product& x) {
    return (x.id > 170 && x.id < 180) || x.id % 333 == 0;
  });
  image.next_id = 2'000;
  auto first = image;
  std::erase_if(first.products,
                [](const product& x) { return x.id > 100 && x.id % 400 > 90; });
  commit(all_of(first));
  CAF_CHECK(load() == first);
  for (auto& x : image.products)
    x.quantity += 3;
  commit(all_of(image));
  CAF_CHECK(load() == image);
}

CAF_TEST(what is committed outlives the process) {
  auto child = ::fork();
  if (child == 0) {
    sqlite_store store{folder.path()};
    auto fine = store.load() && store.commit(all_of(nasty_image()));
    ::_exit(fine ? 0 : 1);
  }
  int status = 1;
  ::waitpid(child, &status, 0);
  CAF_CHECK_EQUAL(status, 0);
  CAF_CHECK(load() == nasty_image());
}

CAF_TEST(a large database comes in parts) {
  auto image = large_image(40'000);
  commit(all_of(image));
  sqlite_store store{folder.path()};
  auto first = store.load();
  CAF_REQUIRE(first);
  CAF_CHECK(!first->is_last);
  CAF_CHECK_EQUAL(first->rows.size(), products_per_page - 1);
  auto early = store.commit(all_of({}));
  CAF_REQUIRE(!early);
  check_failed(early.error(), ec::storage_failed, "was not read yet");
  auto all = load_all(store);
  CAF_REQUIRE(all);
  CAF_CHECK(*all == image);
}

CAF_TEST(a large database with gaps between its ids comes back) {
  auto image = large_image(200'000);
  for (auto& x : image.products)
    x.id += x.id / 150'000 * 70'000;
  image.products.front().category = "RARE";
  image.products.back().id = 1'000'000'000'000;
  image.products.back().category = "RARE";
  image.next_id = 1'000'000'000'001;
  commit(all_of(image));
  CAF_CHECK(load() == image);
}

// A search for an id leads past what is behind one that is too high.
CAF_TEST(a large database whose products are not in order is refused) {
  commit(all_of(large_image(200'000)));
  auto whole = text_of(file);
  auto page_of = [&](std::string_view name) {
    return whole.find(name) / 4096 * 4096;
  };
  page_sums sums; // they can't tell it: each page gets the one for its place
  sums.accept(reinterpret_cast<const std::byte*>(whole.data()), 4096, 0);
  auto at = page_of("bascule 40000");
  for (const auto* late : {"bascule 190000", "bascule 65536"}) {
    auto from = page_of(late);
    const auto* page = reinterpret_cast<const char*>(
      sums.sign(reinterpret_cast<const std::byte*>(whole.data() + from), 4096,
                static_cast<int64_t>(at)));
    auto text = whole;
    text.replace(at, 4096, page, 4096);
    write_text(file, text);
    sqlite_store store{folder.path()};
    check_damaged_later(store, "they are not in order");
  }
}

CAF_TEST(a large database that is damaged behind its first part stays) {
  commit(all_of(large_image(40'000)));
  run("UPDATE product SET quantity = -1 WHERE id = 39999");
  auto before = text_of(file);
  {
    sqlite_store store{folder.path()};
    check_damaged_later(store, "product 39999: its quantity");
    auto done = store.commit(all_of({}));
    CAF_REQUIRE(!done);
    CAF_CHECK(done.error() == ec::storage_damaged);
  }
  CAF_CHECK(text_of(file) == before);
}

CAF_TEST(a commit that need not be durable outlives the process) {
  auto image = large_image(3'000);
  auto child = ::fork();
  if (child == 0) {
    sqlite_store store{folder.path()};
    auto changes = all_of(image);
    changes.durable = false;
    auto fine = store.load() && store.commit(changes);
    ::_exit(fine ? 0 : 1);
  }
  int status = 1;
  ::waitpid(child, &status, 0);
  CAF_CHECK_EQUAL(status, 0);
  CAF_CHECK(load() == image);
}

CAF_TEST(durable commits and others follow each other) {
  auto image = large_image(10);
  auto store = opened();
  for (auto durable : {false, true, true, false, false, true}) {
    image.products.front().quantity += 1;
    auto changes = all_of(image);
    changes.durable = durable;
    CAF_REQUIRE(store->commit(changes));
  }
  change_set nothing;
  nothing.next_id = image.next_id;
  nothing.durable = false;
  CAF_CHECK(store->commit(nothing));
  nothing.durable = true; // all is there, but the disk may not have it
  CAF_CHECK(store->commit(nothing));
  store.reset();
  CAF_CHECK(load() == image);
  CAF_CHECK_EQUAL(folder.size(), 1);
}

CAF_TEST(what was logged gets into the file while the store is open) {
  auto image = large_image(40'000);
  auto store = opened();
  auto before = fs::file_size(file);
  // Another thread is at it: go on until it has done something.
  auto is_moved = [&] { return fs::file_size(file) > before + 1'000'000; };
  for (auto times = 0; times < 1'000 && !is_moved(); ++times) {
    for (auto& x : image.products)
      x.quantity += 1;
    CAF_REQUIRE(store->commit(all_of(image)));
  }
  CAF_CHECK(is_moved());
  store.reset();
  CAF_CHECK(load() == image);
  CAF_CHECK_EQUAL(folder.size(), 1);
}

CAF_TEST(an id that none can have is told) {
  check_damage("UPDATE product SET id = 9223372036854775807 WHERE id = 9",
               "the id 9223372036854775807 can't follow");
  check_damage("UPDATE product SET id = 9223372036854775807 WHERE id = 9; "
               "UPDATE meta SET next_id = 9223372036854775807",
               "the id 9223372036854775807 can't follow");
  check_damage("UPDATE product SET id = -9223372036854775808 WHERE id = 9",
               "the id -9223372036854775808 can't follow 0");
  check_damage("INSERT INTO movement SELECT 9223372036854775807, 1, 1, 1, "
               "max(id), 1, 1, 1, 1, '', '' FROM origin",
               "a movement has the number 9223372036854775807");
}

CAF_TEST(products far from each other come back) {
  auto image = large_image(20'000);
  for (auto& x : image.products)
    x.id *= 70'000;
  image.products.back().id = (product_id{1} << 53) - 1;
  image.next_id = product_id{1} << 53;
  commit(all_of(image));
  CAF_CHECK(load() == image);
}

CAF_TEST(a text that is too long is told with its product) {
  check_damage("UPDATE product SET url = printf('%.*c', 65536, 'x') "
               "WHERE id = 5",
               "product 5: its url has 65536 bytes");
}

CAF_TEST(a commit that fails in the middle leaves nothing) {
  commit(all_of({}));
  run("CREATE TRIGGER t BEFORE INSERT ON product WHEN new.id = 9 "
      "BEGIN SELECT raise(ABORT, 'no nine'); END");
  auto store = opened();
  auto done = store->commit(all_of(nasty_image()));
  CAF_REQUIRE(!done);
  check_failed(done.error(), ec::storage_failed, "no nine");
  CAF_CHECK(load() == inventory_image{});
  run("DROP TRIGGER t");
  CAF_CHECK(store->commit(all_of(nasty_image())));
  CAF_CHECK(load() == nasty_image());
}

CAF_TEST(a commit that fails among many products leaves nothing) {
  auto image = large_image(120);
  image.products[90].name = image.products[60].name;
  commit(all_of(large_image(0)));
  run("CREATE UNIQUE INDEX i ON product (name)");
  auto store = opened();
  auto done = store->commit(all_of(image));
  CAF_REQUIRE(!done);
  check_failed(done.error(), ec::storage_failed, "UNIQUE");
  CAF_CHECK(load() == large_image(0));
  CAF_CHECK(store->commit(all_of(large_image(120))));
  CAF_CHECK(load() == large_image(120));
}

CAF_TEST(a full disk leaves what was there and the next commit succeeds) {
  auto image = nasty_image();
  commit(all_of(image));
  auto store = opened();
  auto more = image;
  for (auto& x : more.products)
    x.url = std::string(60'000, 'x');
  auto commit_more = [&] { return store->commit(all_of(more)); };
  check_failed(on_full_disk(100'000, commit_more), ec::storage_failed,
               file.string());
  CAF_CHECK(load() == image);
  CAF_CHECK(commit_more());
  CAF_CHECK(load() == more);
}

CAF_TEST(a full disk while products are appended leaves what was there) {
  auto image = large_image(10);
  commit(all_of(image));
  auto store = opened();
  auto more = large_image(1'000);
  for (auto& x : more.products)
    x.url = std::string(9'000, 'x');
  auto commit_more = [&] { return store->commit(all_of(more)); };
  check_failed(on_full_disk(4'000'000, commit_more), ec::storage_failed,
               file.string());
  CAF_CHECK(load() == image);
  CAF_CHECK(commit_more());
  CAF_CHECK(load() == more);
}

CAF_TEST(a disk that does not take the log is told in the words of the system) {
  auto store = opened();
  CAF_REQUIRE(store->commit(all_of(large_image(1))));
  lose_log();
  auto done = store->commit(all_of(large_image(2)));
  CAF_REQUIRE(!done);
  check_failed(done.error(), ec::storage_failed, "(Invalid argument)");
}

CAF_TEST(nothing is written before a load) {
  sqlite_store store{folder.path()};
  auto done = store.commit(all_of(nasty_image()));
  CAF_REQUIRE(!done);
  check_failed(done.error(), ec::storage_failed, "was not read yet");
  CAF_CHECK_EQUAL(folder.size(), 0);
}

CAF_TEST(a store can be loaded again) {
  auto store = opened();
  CAF_REQUIRE(store->commit(all_of(nasty_image())));
  auto again = load_all(*store);
  CAF_REQUIRE(again);
  CAF_CHECK(*again == nasty_image());
  CAF_CHECK(store->commit({}));
}

CAF_TEST(a place that can not be written to is named) {
  write_text(file, "");
  sqlite_store store{file};
  auto image = load_all(store);
  CAF_REQUIRE(!image);
  check_failed(image.error(), ec::storage_failed, "inventory.db/inventory.db");
}

CAF_TEST(a newer database is left alone) {
  commit(all_of(nasty_image()));
  run("PRAGMA user_version = 4; DROP TABLE meta");
  check_refused(ec::storage_newer, "version 4");
}

CAF_TEST(what is no database of ours is left alone) {
  write_text(file, std::string(5'000, 'x'));
  check_refused(ec::storage_damaged, "not a database");
  write_text(file, "SQLite format 3");
  check_refused(ec::storage_damaged, "not a database");
  fs::remove(file);
  run("CREATE TABLE product (id)");
  check_refused(ec::storage_damaged, "another program");
}

CAF_TEST(a database that was cut or scratched is left alone) {
  auto image = nasty_image();
  for (product_id id = 10; id < 2'000; ++id)
    image.products.push_back({id + 1'000'000, "Lampe", {}, 1, {}, {}, {}, {}});
  commit(all_of(image));
  auto text = text_of(file);
  write_text(file, text.substr(0, text.size() / 2));
  check_refused(ec::storage_damaged, "malformed");
  text.replace(text.size() / 2, 5'000, 5'000, '\xFF');
  write_text(file, text);
  check_refused(ec::storage_damaged, "behind the id ");
}

CAF_TEST(rows that break a promise are told with their place) {
  check_damage("UPDATE product SET quantity = -3 WHERE id = 5",
               "product 5: its quantity");
  check_damage("UPDATE product SET cents = -1 WHERE id = 5",
               "product 5: its price");
  check_damage("UPDATE product SET origin = 99 WHERE id = 9",
               "product 9: its origin");
  check_damage("UPDATE origin SET currency = 'euro' WHERE id = 1",
               "origin 1: its currency");
  check_damage("UPDATE origin SET site = CAST(x'e9' AS TEXT) WHERE id = 1",
               "origin 1: it has text that is not UTF-8");
  check_damage("UPDATE product SET name = '' WHERE id = 9",
               "product 9: its name");
  check_damage("UPDATE product SET name = 'a' || char(27) WHERE id = 9",
               "product 9: its name");
  check_damage("UPDATE product SET url = CAST(x'e9' AS TEXT) WHERE id = 9",
               "product 9: it has text that is not UTF-8");
  check_damage("UPDATE product SET edited = 8 WHERE id = 9",
               "product 9: its edited");
  check_damage("UPDATE product SET id = -1 WHERE id = 9", "the id -1");
  check_damage("UPDATE meta SET next_id = 40", "the id 40");
  check_damage("UPDATE meta SET next_id = 0", "next id");
  check_damage("DELETE FROM meta", "inventory.db");
  check_damage("DROP TABLE removed", "removed");
  check_damage("UPDATE removed SET name = CAST(x'e9' AS TEXT)", "UTF-8");
}

CAF_TEST(whole saves are not supported) {
  auto done = opened()->save(snapshot{});
  CAF_REQUIRE(!done);
  check_failed(done.error(), ec::not_supported, "inventory.db");
}

CAF_TEST_FIXTURE_SCOPE_END()
