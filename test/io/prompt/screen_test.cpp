// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE screen
#include "test/suite.hpp"

#include "io/prompt/screen.hpp"

#include <csignal>
#include <string>
#include <thread>

#include <fcntl.h>
#include <unistd.h>

#include "messages/errors.hpp"
#include "test/pty.hpp"

using namespace storify;

namespace {

struct fixture {
  fixture() {
    std::signal(SIGPIPE, SIG_IGN);
    if (::pipe(out) != 0 || ::pipe(err) != 0)
      CAF_FAIL("no pipe");
  }

  ~fixture() {
    for (int fd : {out[0], out[1], err[0], err[1]})
      ::close(fd);
  }

  // Returns what is in the pipe now.
  static std::string content(const int (&pipe)[2]) {
    char bytes[4096];
    ::fcntl(pipe[0], F_SETFL, O_NONBLOCK);
    auto got = ::read(pipe[0], bytes, sizeof(bytes));
    return {bytes, got > 0 ? static_cast<size_t>(got) : 0};
  }

  waker stop;
  int out[2];
  int err[2];
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(screen_tests, fixture)

CAF_TEST(answers go to stdout and asides to stderr) {
  screen aut{out[1], err[1], stop};
  CAF_CHECK(!aut.write(channel::answer, "an answer\n"));
  CAF_CHECK(!aut.write(channel::aside, "an aside\n"));
  CAF_CHECK_EQUAL(content(out), "an answer\n");
  CAF_CHECK_EQUAL(content(err), "an aside\n");
}

CAF_TEST(on a terminal both are the same screen) {
  test::pty tty;
  screen aut{tty.fd(), err[1], stop};
  CAF_CHECK(!aut.write(channel::answer, "an answer\n"));
  CAF_CHECK(!aut.write(channel::aside, "an aside\n"));
  CAF_CHECK(tty.shows("an answer\nan aside"));
  CAF_CHECK_EQUAL(content(err), "");
}

CAF_TEST(the shared descriptors keep their mode) {
  screen aut{out[1], err[1], stop};
  CAF_CHECK(!aut.write(channel::answer, "text\n"));
  CAF_CHECK_EQUAL(::fcntl(out[1], F_GETFL) & O_NONBLOCK, 0);
}

CAF_TEST(a progress line is replaced in place and never in the way) {
  test::pty tty;
  screen aut{tty.fd(), err[1], stop};
  CAF_CHECK(!aut.progress("1 of 12 categories"));
  CAF_CHECK(tty.shows("1 of 12 categories"));
  CAF_CHECK(!aut.progress("2 of 12"));
  CAF_CHECK(tty.shows("2 of 12"));
  CAF_CHECK(!aut.write(channel::answer, "done\n"));
  CAF_CHECK(tty.shows("done"));
  CAF_CHECK(!aut.progress("3 of 12"));
  CAF_CHECK(!aut.progress(""));
  CAF_CHECK(tty.shows("done"));
}

CAF_TEST(without a terminal there is no progress line) {
  screen aut{out[1], err[1], stop};
  CAF_CHECK(!aut.progress("1 of 12"));
  CAF_CHECK(!aut.progress(""));
  CAF_CHECK_EQUAL(content(out), "");
  CAF_CHECK_EQUAL(content(err), "");
}

CAF_TEST(a reader that is gone is a lost terminal) {
  ::close(std::exchange(out[0], -1));
  screen aut{out[1], err[1], stop};
  CAF_CHECK(aut.write(channel::answer, "text\n") == ec::terminal_lost);
  test::pty tty;
  screen on_tty{tty.fd(), err[1], stop};
  tty.hang_up();
  CAF_CHECK(on_tty.write(channel::answer, "text\n") == ec::terminal_lost);
}

CAF_TEST(a full disk is told as such) {
  int full = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
  CAF_REQUIRE(full >= 0);
  screen aut{full, err[1], stop};
  auto why = aut.write(channel::answer, "text\n");
  CAF_CHECK(why == ec::storage_failed);
  CAF_CHECK_EQUAL(sentence(why), "storing failed: standard output: No space "
                                 "left on device; make room and try again");
  ::close(full);
}

CAF_TEST(a large text arrives whole at a slow reader) {
  const std::string text(1'000'000, 'x');
  size_t arrived = 0;
  std::thread reader{[&] {
    char bytes[1000];
    while (arrived < text.size())
      arrived += static_cast<size_t>(::read(out[0], bytes, sizeof(bytes)));
  }};
  screen aut{out[1], err[1], stop};
  CAF_CHECK(!aut.write(channel::answer, text));
  reader.join();
  CAF_CHECK_EQUAL(arrived, text.size());
}

CAF_TEST(a stalled reader does not hold it once it has to stop) {
  const std::string text(1'000'000, 'x');
  test::pty tty;
  for (int fd : {out[1], tty.fd()}) {
    waker stop_this;
    screen aut{fd, err[1], stop_this};
    std::thread stopper{[&] { stop_this.wake(); }};
    CAF_CHECK(aut.write(channel::answer, text) == ec::shutting_down);
    stopper.join();
  }
}

CAF_TEST_FIXTURE_SCOPE_END()
