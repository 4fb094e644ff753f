// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE log_frames
#include "test/suite.hpp"

#include "io/inventory/log_frames.hpp"

#include <algorithm>
#include <filesystem>
#include <string>

#include "io/inventory/sqlite_connection.hpp"
#include "test/temp_folder.hpp"

using namespace storify;

namespace {

constexpr size_t page_size = 4096;
constexpr int64_t begin = 32; // behind the header of the log

/// A log in memory, which counts how often it is written to.
struct fake_log : sqlite3_file {
  std::string bytes;
  int writes = 0;
  int answer = SQLITE_OK;

  fake_log() {
    static const sqlite3_io_methods methods = [] {
      sqlite3_io_methods x{};
      x.xWrite = write;
      return x;
    }();
    pMethods = &methods;
  }

  static int write(sqlite3_file* file, const void* from, int size,
                   sqlite3_int64 at) {
    auto& x = *static_cast<fake_log*>(file);
    ++x.writes;
    if (x.answer != SQLITE_OK)
      return x.answer;
    auto place = static_cast<size_t>(at);
    auto length = static_cast<size_t>(size);
    x.bytes.resize(std::max(x.bytes.size(), place + length), '-');
    x.bytes.replace(place, length, static_cast<const char*>(from), length);
    return SQLITE_OK;
  }
};

struct fixture {
  fake_log log;
  log_frames frames;
  std::string expected = std::string(begin, '-');

  int write(const std::string& bytes) {
    auto at = static_cast<int64_t>(expected.size());
    expected += bytes;
    return write_at(bytes, at);
  }
  int write_at(const std::string& bytes, int64_t at) {
    return frames.write(log, reinterpret_cast<const std::byte*>(bytes.data()),
                        static_cast<int>(bytes.size()), at);
  }

  static std::string header(char mark, bool is_last) {
    std::string x(24, mark);
    x.replace(4, 4,
              is_last ? std::string{"\0\0\1\7", 4} : std::string(4, '\0'));
    return x;
  }
  static std::string page(char mark) {
    return std::string(page_size, mark);
  }

  void write_frame(char mark, bool is_last = false) {
    CAF_CHECK_EQUAL(write(header(mark, is_last)), SQLITE_OK);
    CAF_CHECK_EQUAL(write(page(mark)), SQLITE_OK);
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(log_frames_tests, fixture)

CAF_TEST(a transaction is written at once when it ends) {
  write_frame('a');
  write_frame('b');
  CAF_CHECK_EQUAL(log.writes, 0);
  write_frame('c', true);
  CAF_CHECK_EQUAL(log.writes, 1);
  CAF_CHECK(log.bytes == expected);
  write_frame('d');
  write_frame('e', true);
  CAF_CHECK_EQUAL(log.writes, 2);
  CAF_CHECK(log.bytes == expected);
}

CAF_TEST(a transaction of one page is not held back) {
  write_frame('a', true);
  CAF_CHECK(log.bytes == expected);
}

CAF_TEST(a long transaction is written in pieces) {
  for (auto i = 0; i < 100; ++i)
    write_frame(static_cast<char>('a' + i % 26));
  CAF_CHECK_GREATER(log.writes, 5);
  CAF_CHECK_LESS(log.writes, 10);
  write_frame('z', true);
  CAF_CHECK(log.bytes == expected);
}

CAF_TEST(what is held back is written before somebody looks) {
  write_frame('a');
  CAF_CHECK_EQUAL(write(header('b', false)), SQLITE_OK);
  CAF_CHECK_EQUAL(frames.flush(log), SQLITE_OK);
  CAF_CHECK(log.bytes == expected);
  CAF_CHECK_EQUAL(write(page('b')), SQLITE_OK);
  CAF_CHECK(log.bytes == expected);
}

CAF_TEST(a header that is corrected at the end is written at once) {
  write_frame('a');
  write_frame('b', true);
  CAF_CHECK_EQUAL(write_at(header('A', false), begin), SQLITE_OK);
  CAF_CHECK_EQUAL(frames.flush(log), SQLITE_OK); // as to read the next one
  CAF_CHECK_EQUAL(write_at(header('B', true), begin + 24 + page_size),
                  SQLITE_OK);
  expected.replace(begin, 24, header('A', false));
  expected.replace(begin + 24 + page_size, 24, header('B', true));
  CAF_CHECK(log.bytes == expected);
}

CAF_TEST(frames of before are written before those elsewhere) {
  write_frame('a');
  CAF_CHECK_EQUAL(write_at(header('b', false), begin), SQLITE_OK);
  CAF_CHECK(log.bytes == expected);
  CAF_CHECK_EQUAL(write_at(page('b'), begin + 24), SQLITE_OK);
  CAF_CHECK_EQUAL(frames.flush(log), SQLITE_OK);
  CAF_CHECK(log.bytes
            == std::string(begin, '-') + header('b', false) + page('b'));
}

CAF_TEST(what fails goes on failing until the transaction is forgotten) {
  write_frame('a');
  log.answer = SQLITE_FULL;
  CAF_CHECK_EQUAL(frames.flush(log), SQLITE_FULL);
  log.answer = SQLITE_OK;
  CAF_CHECK_EQUAL(write(header('b', true)), SQLITE_FULL);
  CAF_CHECK_EQUAL(write(page('b')), SQLITE_FULL);
  CAF_CHECK_EQUAL(frames.flush(log), SQLITE_FULL);
  CAF_CHECK(log.bytes.empty());
  frames.forget();
  expected.resize(begin);
  write_frame('c', true);
  CAF_CHECK(log.bytes == expected);
}

CAF_TEST(nothing is written of what is forgotten) {
  write_frame('a');
  frames.forget();
  CAF_CHECK_EQUAL(frames.flush(log), SQLITE_OK);
  CAF_CHECK_EQUAL(log.writes, 0);
}

// With so little memory pages are written before the end, and again: then
// SQLite corrects the checksums of the frames behind them.
CAF_TEST(others read what a transaction wrote that had no room in memory) {
  temp_folder folder;
  auto file = folder / "inventory.db";
  auto writer = sqlite_connection::open(file);
  CAF_REQUIRE(writer);
  CAF_REQUIRE(!writer->run("PRAGMA journal_mode = WAL;"
                           "PRAGMA synchronous = NORMAL;"
                           "PRAGMA wal_autocheckpoint = 0;"
                           "PRAGMA cache_size = 5;"
                           "CREATE TABLE t (n INTEGER PRIMARY KEY, x TEXT);"
                           "BEGIN;"
                           "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL "
                           "SELECT n + 1 FROM c WHERE n < 5000) "
                           "INSERT INTO t SELECT n, printf('%100d', n) FROM c;"
                           "SELECT count(*) FROM t WHERE x LIKE '%1';"
                           "UPDATE t SET x = x || '!' WHERE n % 7 = 0;"
                           "UPDATE t SET x = x || '?' WHERE n % 5 = 0;"
                           "COMMIT"));
  auto reader = sqlite_connection::open(file);
  CAF_REQUIRE(reader);
  auto check_number = [&](const char* query, int64_t wanted) {
    auto found = reader->number(query);
    CAF_REQUIRE(found);
    CAF_CHECK_EQUAL(*found, wanted);
  };
  check_number("SELECT count(*) FROM t", 5000);
  check_number("SELECT count(*) FROM t WHERE x LIKE '%!' OR x LIKE '%!?'", 714);
  check_number("SELECT count(*) FROM t WHERE x LIKE '%?'", 1000);
  // As after a crash: from the log alone, whose checksums have to be right.
  auto copy = folder / "copy.db";
  std::filesystem::copy_file(file, copy);
  std::filesystem::copy_file(file.string() + "-wal", copy.string() + "-wal");
  reader = sqlite_connection::open(copy);
  CAF_REQUIRE(reader);
  check_number("SELECT count(*) FROM t WHERE x LIKE '%?'", 1000);
  check_number("SELECT 5000 + count(*) FROM pragma_integrity_check "
               "WHERE integrity_check <> 'ok'",
               5000);
}

CAF_TEST(what is rolled back is not written later) {
  temp_folder folder;
  auto file = folder / "inventory.db";
  auto log_size = [&] {
    return std::filesystem::file_size(file.string() + "-wal");
  };
  auto writer = sqlite_connection::open(file);
  CAF_REQUIRE(writer);
  CAF_REQUIRE(!writer->run("PRAGMA journal_mode = WAL;"
                           "PRAGMA wal_autocheckpoint = 0;"
                           "PRAGMA cache_size = 5;"
                           "CREATE TABLE t (x TEXT);"
                           "BEGIN;"
                           "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL "
                           "SELECT n + 1 FROM c WHERE n < 400) "
                           "INSERT INTO t SELECT printf('%100d', n) FROM c"));
  auto before = log_size();
  writer->roll_back();
  auto count = writer->number("SELECT count(*) FROM t");
  CAF_REQUIRE(count);
  CAF_CHECK_EQUAL(*count, 0);
  CAF_CHECK_EQUAL(log_size(), before);
  CAF_REQUIRE(!writer->run("INSERT INTO t VALUES ('one')"));
  auto reader = sqlite_connection::open(file);
  CAF_REQUIRE(reader);
  count = reader->number("SELECT count(*) FROM t");
  CAF_REQUIRE(count);
  CAF_CHECK_EQUAL(*count, 1);
}

CAF_TEST_FIXTURE_SCOPE_END()
