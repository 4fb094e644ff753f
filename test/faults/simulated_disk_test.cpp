// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE simulated_disk
#include "test/suite.hpp"

#include "test/simulated_disk.hpp"

#include <cerrno>
#include <set>
#include <string>
#include <string_view>

using namespace storify;

namespace {

struct fixture {
  simulated_disk aut;
  simulated_disk::file file;

  fixture() {
    aut.create("a", file);
    aut.sync_names();
  }

  int write(std::string_view text, uint64_t offset = 0) {
    size_t written = 0;
    return aut.write(*file, offset, text, written);
  }

  static std::string text_of(simulated_disk& on, const std::string& name) {
    simulated_disk::file found;
    return on.open(name, found) == 0 ? found->text : "none";
  }

  // What power cuts leave of the file "a".
  std::set<std::string> leftovers(const std::string& name = "a") {
    std::set<std::string> result;
    for (uint64_t seed = 0; seed < 200; ++seed) {
      auto left = aut.after_power_cut(seed);
      result.insert(text_of(left, name));
    }
    return result;
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(simulated_disk_tests, fixture)

CAF_TEST(what was synced outlives a power cut) {
  write("old");
  CAF_CHECK_EQUAL(leftovers(), (std::set<std::string>{"", "old"}));
  aut.sync(*file);
  CAF_CHECK_EQUAL(leftovers(), std::set<std::string>{"old"});
  write("new");
  CAF_CHECK_EQUAL(leftovers(), (std::set<std::string>{"old", "new"}));
}

CAF_TEST(sectors and ends are lost or kept one by one) {
  std::string one(512, '1');
  std::string two(512, '2');
  write(one + two);
  std::string none(512, '\0');
  CAF_CHECK(leftovers()
            == (std::set<std::string>{"", one, one + two, none + two}));
  aut.sync(*file);
  aut.resize(*file, 512);
  CAF_CHECK(leftovers() == (std::set<std::string>{one, one + two}));
}

CAF_TEST(names are lost or kept one by one) {
  write("x");
  aut.sync(*file);
  aut.link("a", "b");
  CAF_CHECK_EQUAL(leftovers("b"), (std::set<std::string>{"none", "x"}));
  aut.sync_names();
  CAF_CHECK_EQUAL(leftovers("b"), std::set<std::string>{"x"});
  simulated_disk::file other;
  aut.create("c", other);
  aut.rename("c", "a");
  CAF_CHECK_EQUAL(leftovers("a"), (std::set<std::string>{"", "x"}));
}

CAF_TEST(a sync that fails forgets what it was to bring) {
  write("x");
  aut.plan({disk_fault::broken, 1, 1});
  CAF_CHECK_EQUAL(aut.sync(*file), EIO);
  CAF_CHECK_EQUAL(aut.sync(*file), 0);
  CAF_CHECK_EQUAL(leftovers(), std::set<std::string>{""});
  CAF_CHECK_EQUAL(text_of(aut, "a"), "x");
}

CAF_TEST(planned calls fail and others do not ) {
  aut.plan({disk_fault::broken, 2, 3});
  CAF_CHECK_EQUAL(write("1"), 0);
  CAF_CHECK_EQUAL(write("2"), EIO);
  CAF_CHECK_EQUAL(aut.sync(*file), EIO);
  CAF_CHECK_EQUAL(write("4"), 0);
  CAF_CHECK_EQUAL(aut.calls(), 4u);
  CAF_CHECK_EQUAL(aut.failed(), 2u);
}

CAF_TEST(a full disk still removes and reads) {
  aut.plan({disk_fault::full, 1, fault_plan::for_ever});
  simulated_disk::file other;
  CAF_CHECK_EQUAL(write("1"), ENOSPC);
  CAF_CHECK_EQUAL(aut.create("b", other), ENOSPC);
  CAF_CHECK_EQUAL(text_of(aut, "a"), "");
  CAF_CHECK_EQUAL(aut.unlink("a"), 0);
}

CAF_TEST(a short write leaves its first half) {
  aut.plan({disk_fault::short_write, 2, 2});
  write("12");
  CAF_CHECK_EQUAL(write("abcd", 2), ENOSPC);
  CAF_CHECK_EQUAL(text_of(aut, "a"), "12ab");
  CAF_CHECK_EQUAL(write("cd", 4), 0);
}

CAF_TEST(after a power cut all fails and nothing changes) {
  aut.plan({disk_fault::power_cut, 1, 1});
  CAF_CHECK_EQUAL(write("1"), EIO);
  CAF_CHECK_EQUAL(aut.unlink("a"), EIO);
  CAF_CHECK(aut.is_cut() && aut.has("a"));
  CAF_CHECK_EQUAL(leftovers(), (std::set<std::string>{"", "1"}));
}

CAF_TEST(a copy is what a kill leaves) {
  aut.link("a", "b");
  write("1");
  simulated_disk copy{aut};
  write("2");
  CAF_CHECK_EQUAL(text_of(copy, "b"), "1");
}

CAF_TEST_FIXTURE_SCOPE_END()
