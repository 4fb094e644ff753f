// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE data_folder
#include "test/suite.hpp"

#include "io/inventory/data_folder.hpp"

#include <csignal>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include <sys/wait.h>
#include <unistd.h>

#include "test/io/store_checks.hpp"
#include "test/temp_folder.hpp"

using namespace storify;
namespace fs = std::filesystem;

namespace {

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
