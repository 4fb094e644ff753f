// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE terminal
#include "test/suite.hpp"

#include "actors/terminal.hpp"

#include <chrono>
#include <clocale>
#include <csignal>
#include <cstring>
#include <string>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

#include "caf/actor_system.hpp"
#include "caf/scoped_actor.hpp"

#include "test/fixtures.hpp"
#include "test/pty.hpp"

using namespace storify;
using namespace std::chrono_literals;

namespace {

// Before any thread starts, as main does it.
const bool signals_blocked = [] {
  std::signal(SIGPIPE, SIG_IGN);
  auto signals = line_editor_signals();
  return ::pthread_sigmask(SIG_BLOCK, &signals, nullptr) == 0;
}();

// The TERMINAL runs in its own thread, on a real clock.
struct fixture {
  fixture() {
    std::setlocale(LC_ALL, "C.UTF-8");
    if (::pipe2(in, O_CLOEXEC) != 0 || ::pipe2(out, O_CLOEXEC) != 0)
      CAF_FAIL("no pipe");
  }

  ~fixture() {
    leave();
    for (int fd : {in[0], in[1], out[0], out[1]})
      ::close(fd);
  }

  void start(terminal_config settings) {
    aut = sys.spawn<terminal, caf::detached>(std::move(settings));
  }

  void start_typed() {
    terminal_config settings;
    settings.input = input_kind::typed;
    settings.in = settings.out = settings.err = tty.fd();
    start(settings);
    CAF_REQUIRE_EQUAL(print(""), ""); // from now on it has the terminal
  }

  void start_piped() {
    terminal_config settings;
    settings.in = in[0];
    settings.out = settings.err = out[1];
    start(settings);
  }

  // Ends the TERMINAL and waits until it is gone.
  void leave() {
    if (!aut)
      return;
    self->send_exit(aut, caf::exit_reason::user_shutdown);
    self->wait_for(aut);
    aut = nullptr;
  }

  using read_handle = decltype(std::declval<caf::scoped_actor&>()->request(
    std::declval<terminal_actor&>(), 5s, read_atom_v, std::string{}));

  read_handle ask(const std::string& prompt = "> ") {
    return self->request(aut, 5s, read_atom_v, prompt);
  }

  // Returns the line, or the sentence that says why there is none.
  static std::string line(read_handle asked) {
    std::string result;
    asked.receive([&](std::string& text) { result = std::move(text); },
                  [&](caf::error& why) { result = sentence(why); });
    return result;
  }

  // Returns the sentence of what went wrong, if anything did.
  std::string print(const std::string& text) {
    std::string result;
    self->request(aut, 5s, print_atom_v, output{channel::answer, text})
      .receive([] {}, [&](caf::error& why) { result = sentence(why); });
    return result;
  }

  void type_into_pipe(const std::string& text) {
    CAF_REQUIRE(::write(in[1], text.data(), text.size()) >= 0);
  }

  test_config config;
  caf::actor_system sys{config};
  caf::scoped_actor self{sys};
  test::pty tty;
  int in[2];
  int out[2];
  terminal_actor aut;
};

using steady = std::chrono::steady_clock;

} // namespace

CAF_TEST_FIXTURE_SCOPE(terminal_tests, fixture)

CAF_TEST(a typed line is answered) {
  start_typed();
  auto asked = ask("Store> ");
  CAF_CHECK(tty.shows("Store>"));
  tty.type("count\r");
  CAF_CHECK_EQUAL(line(std::move(asked)), "count");
}

CAF_TEST(a notice comes above what is being typed) {
  start_typed();
  auto asked = ask();
  tty.type("cou");
  CAF_REQUIRE(tty.shows("> cou"));
  CAF_CHECK_EQUAL(print("saved 3 products\n"), "");
  CAF_CHECK(tty.shows("saved 3 products\n> cou"));
  tty.type("nt\r");
  CAF_CHECK_EQUAL(line(std::move(asked)), "count");
}

CAF_TEST(while a command runs there is no prompt and typed text is kept) {
  start_typed();
  tty.type("count\rli");
  CAF_CHECK_EQUAL(print("one\n"), "");
  CAF_CHECK_EQUAL(line(ask()), "count");
  CAF_CHECK_EQUAL(print("two\n"), "");
  CAF_CHECK(tty.shows("one\n> count\ntwo"));
  auto asked = ask();
  tty.type("st\r");
  CAF_CHECK_EQUAL(line(std::move(asked)), "list");
  CAF_CHECK(tty.shows("one\n> count\ntwo\n> list"));
}

CAF_TEST(a paste of three lines is three lines) {
  start_typed();
  tty.type("\x1b[200~one\rtwo\rthree\x1b[201~\r");
  for (const auto* expected : {"one", "two", "three"})
    CAF_CHECK_EQUAL(line(ask()), expected);
}

CAF_TEST(cancel drops what is typed and answers the read) {
  start_typed();
  auto asked = ask();
  tty.type("remove_product 1");
  CAF_REQUIRE(tty.shows("> remove_product 1"));
  self->send(aut, cancel_atom_v);
  CAF_CHECK(tty.shows("> remove_product 1^C"));
  CAF_CHECK_EQUAL(line(std::move(asked)),
                  sentence(fail(ec::interrupted, "reading a line")));
  asked = ask();
  tty.type("count\r");
  CAF_CHECK_EQUAL(line(std::move(asked)), "count");
}

CAF_TEST(progress is shown in place until something else is) {
  start_typed();
  self->send(aut, progress_atom_v, "1 of 12");
  CAF_CHECK(tty.shows("1 of 12"));
  self->send(aut, progress_atom_v, "2 of 12");
  CAF_CHECK(tty.shows("2 of 12"));
  auto asked = ask();
  CAF_CHECK(tty.shows(">"));
  self->send(aut, progress_atom_v, "3 of 12");
  CAF_CHECK_EQUAL(print("a notice\n"), "");
  CAF_CHECK(tty.shows("a notice\n>"));
  tty.type("\r");
  CAF_CHECK_EQUAL(line(std::move(asked)), "");
}

CAF_TEST(who ends the input can type on) {
  start_typed();
  auto asked = ask();
  tty.type("\x04");
  CAF_CHECK_EQUAL(line(std::move(asked)), "the input has ended");
  CAF_CHECK_EQUAL(print("given up\n"), "");
  CAF_CHECK(tty.shows(">\ngiven up"));
  asked = ask();
  tty.type("list\r");
  CAF_CHECK_EQUAL(line(std::move(asked)), "list");
}

CAF_TEST(a window that is closed is a lost terminal) {
  start_typed();
  auto asked = ask();
  tty.type("remove_product 1");
  CAF_REQUIRE(tty.shows("> remove_product 1"));
  tty.hang_up();
  CAF_CHECK_EQUAL(line(std::move(asked)), "the terminal is gone");
  CAF_CHECK_EQUAL(line(ask()), "the terminal is gone");
  CAF_CHECK_EQUAL(print("saved\n"), "the terminal is gone");
  leave();
  test::forget_lost_terminal();
}

CAF_TEST(a second read takes the place of the first) {
  start_piped();
  auto first = ask();
  auto second = ask();
  CAF_CHECK_EQUAL(line(std::move(first)),
                  sentence(fail(ec::interrupted, "reading a line")));
  type_into_pipe("count\n");
  CAF_CHECK_EQUAL(line(std::move(second)), "count");
}

CAF_TEST(an exit while a line is typed gives the terminal back at once) {
  auto before = tty.modes();
  start_typed();
  auto asked = ask();
  tty.type("cou");
  CAF_REQUIRE(tty.shows("> cou"));
  auto begin = steady::now();
  leave();
  CAF_CHECK(steady::now() - begin < 100ms);
  CAF_CHECK_EQUAL(line(std::move(asked)), "the shop is closing");
  auto after = tty.modes();
  CAF_CHECK_EQUAL(std::memcmp(&before, &after, sizeof(after)), 0);
}

CAF_TEST(an exit is heard in the middle of a paste) {
  start_typed();
  auto asked = ask();
  tty.type("\x1b[200~one\rtw");
  CAF_CHECK(tty.shows(">"));
  leave();
  CAF_CHECK_EQUAL(line(std::move(asked)), "the shop is closing");
}

CAF_TEST(lines of a pipe come in order and the last needs no line feed) {
  start_piped();
  type_into_pipe("one\r\ntwo\nthree");
  ::close(std::exchange(in[1], -1));
  for (const auto* expected :
       {"one", "two", "three", "the input has ended", "the input has ended"})
    CAF_CHECK_EQUAL(line(ask()), expected);
}

CAF_TEST(a line that is too long does not end the input) {
  start_piped();
  auto asked = ask();
  std::string flood(size_t{3} << 20, 'x');
  std::thread writer{[&] { type_into_pipe(flood + "\ncount\n"); }};
  CAF_CHECK_EQUAL(line(std::move(asked)),
                  "line 1 of the input is longer than 1 MiB and was skipped; "
                  "split it");
  CAF_CHECK_EQUAL(line(ask()), "count");
  writer.join();
}

CAF_TEST(given lines are answered in order) {
  terminal_config settings;
  settings.input = input_kind::given;
  settings.given = {"wait", "count"};
  settings.out = settings.err = out[1];
  start(settings);
  for (const auto* expected : {"wait", "count", "the input has ended"})
    CAF_CHECK_EQUAL(line(ask()), expected);
}

CAF_TEST(a print is answered while nothing is typed) {
  start_piped();
  auto asked = ask();
  auto begin = steady::now();
  for (int i = 0; i < 100; ++i)
    CAF_CHECK_EQUAL(print("x\n"), "");
  CAF_CHECK(steady::now() - begin < 1s);
  ::close(std::exchange(in[1], -1));
  CAF_CHECK_EQUAL(line(std::move(asked)), "the input has ended");
}

CAF_TEST(a reader that is gone is a lost terminal) {
  start_piped();
  ::close(std::exchange(out[0], -1));
  CAF_CHECK_EQUAL(print("x\n"), "the terminal is gone");
}

CAF_TEST(a reader that stalls does not hold up an exit) {
  start_piped();
  auto printed = self->request(aut, 5s, print_atom_v,
                               output{channel::answer,
                                      std::string(size_t{1} << 20, 'x')});
  char first = 0;
  CAF_REQUIRE(::read(out[0], &first, 1) == 1); // it is writing now
  auto begin = steady::now();
  leave();
  CAF_CHECK(steady::now() - begin < 100ms);
  std::string result;
  printed.receive([] {}, [&](caf::error& why) { result = sentence(why); });
  CAF_CHECK_EQUAL(result, "the shop is closing");
}

CAF_TEST_FIXTURE_SCOPE_END()
