// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE home_folder
#include "test/suite.hpp"

#include "io/basics/home_folder.hpp"

#include <cstdlib>
#include <optional>
#include <string>

using namespace storify;

namespace {

// Sets $HOME for a test, and puts it back.
struct fixture {
  std::optional<std::string> before;

  fixture() {
    if (const char* home = std::getenv("HOME"))
      before = home;
    ::setenv("HOME", "/there/x", 1);
  }
  ~fixture() {
    if (before)
      ::setenv("HOME", before->c_str(), 1);
    else
      ::unsetenv("HOME");
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(home_folder_tests, fixture)

CAF_TEST(a tilde at the beginning is the home folder) {
  CAF_CHECK_EQUAL(with_home("~").string(), "/there/x");
  CAF_CHECK_EQUAL(with_home("~/a b/c.csv").string(), "/there/x/a b/c.csv");
  CAF_CHECK_EQUAL(with_home("~/").string(), "/there/x/");
}

CAF_TEST(any other tilde is a character) {
  for (auto path : {"", "a.csv", "/a/~/b", "a~", "~a/b", "./~/x", "~~"})
    CAF_CHECK_EQUAL(with_home(path).string(), path);
}

CAF_TEST(without a home folder a tilde stays) {
  ::unsetenv("HOME");
  CAF_CHECK_EQUAL(with_home("~/a").string(), "~/a");
  ::setenv("HOME", "", 1);
  CAF_CHECK_EQUAL(with_home("~/a").string(), "~/a");
}

CAF_TEST_FIXTURE_SCOPE_END()
