// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE whole_file
#include "test/suite.hpp"

#include "io/inventory/whole_file.hpp"

#include <atomic>
#include <filesystem>
#include <string>
#include <string_view>
#include <thread>

#include "test/io/store_checks.hpp"
#include "test/temp_folder.hpp"

using namespace storify;
namespace fs = std::filesystem;

namespace {

caf::error write(const fs::path& file, std::string_view text,
                 previous_version previous = previous_version::kept) {
  whole_file out{file};
  out.text() += text;
  out.drain();
  return out.replace(previous);
}

struct fixture {
  temp_folder folder;
  fs::path file = folder / "a.txt";
  fs::path kept = folder / "a.txt.bak";
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(whole_file_tests, fixture)

CAF_TEST(a file is written and read) {
  std::string text(3'000'000, 'x');
  text += '\0';
  CAF_CHECK(!write(file, text));
  auto read = read_whole_file(file);
  CAF_REQUIRE(read);
  CAF_CHECK(*read == text);
  CAF_CHECK_EQUAL(folder.size(), 1);
}

CAF_TEST(a file that is not there is told from one that can not be read) {
  check_failed(read_whole_file(file).error(), ec::file_not_found, "a.txt");
  check_failed(read_whole_file(folder.path()).error(), ec::storage_failed,
               "directory");
  write_text(file, "");
  check_failed(read_whole_file(file / "b").error(), ec::storage_failed,
               "a.txt/b can't be read: Not a directory");
}

CAF_TEST(the previous version is kept or dropped) {
  CAF_CHECK(!write(file, "1"));
  CAF_CHECK(!fs::exists(kept));
  CAF_CHECK(!write(file, "2"));
  CAF_CHECK_EQUAL(text_of(kept), "1");
  CAF_CHECK(!write(file, "3"));
  CAF_CHECK_EQUAL(text_of(kept), "2");
  CAF_CHECK(!write(file, "4", previous_version::dropped));
  CAF_CHECK_EQUAL(text_of(file), "4");
  CAF_CHECK_EQUAL(text_of(kept), "2");
}

CAF_TEST(a file that is not finished leaves nothing behind) {
  write_text(file, "old");
  {
    whole_file out{file};
    out.text() += "new";
    CAF_CHECK_EQUAL(folder.size(), 2);
  }
  CAF_CHECK_EQUAL(text_of(file), "old");
  CAF_CHECK_EQUAL(folder.size(), 1);
}

CAF_TEST(a full disk leaves the old file) {
  write_text(file, "old");
  auto problem = on_full_disk(100'000, [&]() -> caf::expected<int> {
    return write(file, std::string(2'000'000, 'x'));
  });
  check_failed(problem, ec::storage_failed,
               "a.txt can't be written: File too large; make room there");
  CAF_CHECK_EQUAL(text_of(file), "old");
  CAF_CHECK_EQUAL(folder.size(), 1);
  CAF_CHECK(!write(file, "new"));
}

CAF_TEST(a place that can not be written to is named) {
  write_text(file, "");
  check_failed(write(file / "below", "x"), ec::storage_failed,
               "a.txt/below can't be written: Not a directory");
  check_failed(write(folder.path() / "none" / "b", "x"), ec::storage_failed,
               "none/b can't be written: No such file or directory");
}

CAF_TEST(a previous version that can not be kept leaves the old file) {
  write_text(file, "old");
  fs::create_directories(kept / "full");
  check_failed(write(file, "new"), ec::storage_failed, "a.txt.bak");
  CAF_CHECK_EQUAL(text_of(file), "old");
  CAF_CHECK_EQUAL(folder.size(), 2);
}

CAF_TEST(a link stays a link and the mode stays the mode) {
  auto real = folder / "real.txt";
  write_text(real, "old");
  fs::permissions(real, fs::perms::owner_read | fs::perms::owner_write);
  fs::create_symlink("real.txt", file);
  CAF_CHECK(!write(file, "new"));
  CAF_CHECK(fs::is_symlink(file));
  CAF_CHECK_EQUAL(text_of(real), "new");
  CAF_CHECK(fs::status(real).permissions()
            == (fs::perms::owner_read | fs::perms::owner_write));
}

CAF_TEST(who reads meanwhile finds one whole version) {
  constexpr size_t size = 50'000;
  CAF_REQUIRE(!write(file, std::string(size, 'a')));
  std::atomic<bool> done{false};
  auto reads = 0;
  auto bad_reads = 0;
  std::thread reader{[&] {
    do {
      auto text = read_whole_file(file);
      auto whole = text && *text == std::string(size, text->front());
      bad_reads += whole ? 0 : 1;
      ++reads;
    } while (!done);
  }};
  for (auto i = 0; i < 200; ++i)
    if (auto problem = write(file, std::string(size, i % 2 ? 'a' : 'b')))
      CAF_ERROR("not written: " << sentence(problem));
  done = true;
  reader.join();
  CAF_MESSAGE(reads << " reads");
  CAF_CHECK_EQUAL(bad_reads, 0);
}

CAF_TEST_FIXTURE_SCOPE_END()
