// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE data_folder
#include "test/suite.hpp"

#include "io/inventory/data_folder.hpp"

#include <cerrno>
#include <csignal>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

#include <fmt/format.h>

#include "test/io/store_checks.hpp"
#include "test/simulated_files.hpp"
#include "test/temp_folder.hpp"

using namespace storify;
namespace fs = std::filesystem;

namespace {

using paths = std::vector<fs::path>;

struct watched_disk : simulated_files {
  watched_disk() : simulated_files(none_) {
  }
  int sync_folder(const fs::path& folder) override {
    synced.push_back(folder);
    errno = failure;
    return failure == 0 ? 0 : -1;
  }
  int unlink(const fs::path& file) override {
    return real_disk().unlink(file);
  }

  paths synced;
  int failure = 0;

private:
  simulated_disk none_;
};

struct fixture {
  temp_folder above;
  fs::path path = above.path() / "a" / "b";

  void check_in_use(pid_t by) {
    auto second = data_folder::open(path);
    CAF_REQUIRE(!second);
    check_failed(second.error(), ec::folder_in_use,
                 path.string() + ", process " + std::to_string(by));
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(data_folder_tests, fixture)

CAF_TEST(the folder and those above it are made) {
  auto folder = data_folder::open(path);
  CAF_REQUIRE(folder);
  CAF_CHECK_EQUAL(folder->path(), path);
  CAF_CHECK(fs::is_directory(path));
  CAF_CHECK_EQUAL(text_of(path / "storify.lock"),
                  std::to_string(::getpid()) + "\n");
}

CAF_TEST(the names of folders that are made are on the disk) {
  watched_disk disk;
  CAF_REQUIRE(data_folder::open(path, disk));
  CAF_CHECK(disk.synced == (paths{above / "a", above.path()}));
  disk.synced.clear();
  CAF_REQUIRE(data_folder::open(path, disk));
  CAF_CHECK(disk.synced.empty());
}

CAF_TEST(a folder whose name the disk does not take is told) {
  watched_disk disk;
  disk.failure = EIO;
  auto folder = data_folder::open(path, disk);
  CAF_REQUIRE(!folder);
  check_failed(folder.error(), ec::storage_failed,
               "can't be synchronised: Input/output error");
}

CAF_TEST(what a process that was killed was writing aside is removed) {
  auto gone = ::fork();
  if (gone == 0)
    ::_exit(0);
  ::waitpid(gone, nullptr, 0);
  auto aside = [&](const std::string& name, pid_t by) {
    auto file = path / fmt::format(".{}.{}.storify-new", name, by);
    write_text(file, "x");
    return file;
  };
  fs::create_directories(path);
  auto left = aside("inventory.csv", gone);
  auto its_log = path / fmt::format(".a.db.{}.storify-new-wal", gone);
  write_text(its_log, "x");
  auto of_us = aside("inventory.csv", ::getpid());
  auto others = {path / fmt::format("a.{}.storify-new", gone),
                 path / fmt::format(".inventory.csv.{}", gone),
                 path / ".notes.storify-new"};
  for (const auto& x : others)
    write_text(x, "x");
  CAF_CHECK(data_folder::open(path));
  CAF_CHECK(!fs::exists(left));
  CAF_CHECK(!fs::exists(its_log));
  CAF_CHECK(fs::exists(of_us));
  for (const auto& x : others)
    CAF_CHECK(fs::exists(x));
}

CAF_TEST(a folder is held once and as long as its object lives) {
  auto first = data_folder::open(path);
  CAF_REQUIRE(first);
  check_in_use(::getpid());
  std::optional<data_folder> moved{std::move(*first)};
  check_in_use(::getpid());
  moved.reset();
  CAF_CHECK(fs::exists(path / "storify.lock"));
  CAF_CHECK(data_folder::open(path));
}

CAF_TEST(a rest of a longer process id does no harm) {
  fs::create_directories(path);
  write_text(path / "storify.lock", "99999999999999999999\n");
  auto first = data_folder::open(path);
  CAF_REQUIRE(first);
  check_in_use(::getpid());
}

CAF_TEST(another process that holds it is named until it dies) {
  int ready[2];
  CAF_REQUIRE(::pipe(ready) == 0);
  auto child = ::fork();
  if (child == 0) {
    auto held = data_folder::open(path);
    if (::write(ready[1], held ? "y" : "n", 1) == 1)
      ::pause();
    ::_exit(0);
  }
  char answer = 0;
  CAF_REQUIRE(::read(ready[0], &answer, 1) == 1);
  CAF_CHECK_EQUAL(answer, 'y');
  check_in_use(child);
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  CAF_CHECK(data_folder::open(path));
  ::close(ready[0]);
  ::close(ready[1]);
}

CAF_TEST(a place that can not be written to is named) {
  write_text(above / "file", "");
  auto folder = data_folder::open(above / "file/b");
  CAF_REQUIRE(!folder);
  check_failed(folder.error(), ec::storage_failed, "file/b can't be created");
  folder = data_folder::open(above / "file");
  CAF_REQUIRE(!folder);
  check_failed(folder.error(), ec::storage_failed, "file");
}

CAF_TEST_FIXTURE_SCOPE_END()
