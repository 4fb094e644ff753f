// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE plain_lines
#include "test/suite.hpp"

#include "io/prompt/plain_lines.hpp"

#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include <unistd.h>

#include <fmt/format.h>

#include "io/prompt/given_lines.hpp"
#include "messages/errors.hpp"
#include "test/pty.hpp"

using namespace storify;

namespace {

constexpr size_t mebi = size_t{1} << 20;

// Asks for a line and waits for it, or for why there is none.
next_line read_line(line_source& from) {
  waker never;
  from.ask("Store> ");
  auto line = from.wait(never);
  while (line && !*line)
    line = from.wait(never);
  return line;
}

// Returns all lines; one that is refused is shown as its sentence.
std::vector<std::string> read_all(line_source& from) {
  std::vector<std::string> result;
  for (;;) {
    auto line = read_line(from);
    if (!line && line.error() == ec::end_of_input)
      return result;
    result.push_back(line ? **line : sentence(line.error()));
  }
}

void write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    auto written = ::write(fd, text.data(), text.size());
    text.remove_prefix(written > 0 ? static_cast<size_t>(written) : 0);
  }
}

void check_lines(const std::string& text, std::vector<std::string> expected) {
  int ends[2];
  CAF_REQUIRE(::pipe(ends) == 0);
  std::thread writer{[&] {
    write_all(ends[1], text);
    ::close(ends[1]);
  }};
  plain_lines aut{ends[0]};
  auto lines = read_all(aut);
  CAF_CHECK_EQUAL(lines.size(), expected.size());
  CAF_CHECK(lines == expected);
  CAF_CHECK(read_line(aut).error() == ec::end_of_input);
  writer.join();
  ::close(ends[0]);
}

std::string refusal(int number) {
  return "line " + std::to_string(number)
         + " of the input is longer than 1 MiB and was skipped; split it";
}

} // namespace

CAF_TEST(lines end by a line feed or a carriage return and one) {
  check_lines("", {});
  check_lines("\n", {""});
  check_lines("list\ncount\n", {"list", "count"});
  check_lines("list\r\ncount\r\n", {"list", "count"});
  check_lines("a\rb\n\n c \n", {"a\rb", "", " c "});
}

CAF_TEST(a last line without line feed counts) {
  check_lines("list", {"list"});
  check_lines("list\ncount", {"list", "count"});
  check_lines("list\ncount\r", {"list", "count"});
}

CAF_TEST(a line may have a mebibyte and no more) {
  const std::string longest(mebi, 'x');
  check_lines("a\n" + longest + "\nb\n", {"a", longest, "b"});
  check_lines(longest, {longest});
  check_lines(longest + "\r\nb", {longest, "b"});
  check_lines("a\n" + longest + "x\nb\n", {"a", refusal(2), "b"});
  check_lines(longest + "x", {refusal(1)});
  check_lines(fmt::format("{:x>{}}\nb\n{:y>{}}", "", 5 * mebi, "", 3 * mebi),
              {refusal(1), "b", refusal(3)});
}

CAF_TEST(many lines arrive in order) {
  std::string text;
  std::vector<std::string> expected;
  for (int i = 0; i < 20'000; ++i) {
    expected.push_back("add_product p" + std::to_string(i) + " 1 1");
    text += expected.back() + '\n';
  }
  check_lines(text, expected);
}

CAF_TEST(a wake ends the wait for a line and loses nothing) {
  int ends[2];
  CAF_REQUIRE(::pipe(ends) == 0);
  plain_lines aut{ends[0]};
  waker wake;
  wake.wake();
  aut.ask("Store> ");
  write_all(ends[1], "coun");
  auto nothing = aut.wait(wake);
  CAF_REQUIRE(nothing);
  CAF_CHECK(!*nothing);
  write_all(ends[1], "t\n");
  auto line = aut.wait(wake);
  CAF_REQUIRE(line && *line);
  CAF_CHECK_EQUAL(**line, "count");
  // Nobody asks for a line: what comes stays in the pipe.
  write_all(ends[1], "list\n");
  auto still_nothing = aut.wait(wake);
  CAF_REQUIRE(still_nothing);
  CAF_CHECK(!*still_nothing);
  ::close(ends[0]);
  ::close(ends[1]);
}

CAF_TEST(a terminal that vanishes is no end of input) {
  test::pty tty;
  plain_lines aut{tty.fd()};
  tty.hang_up();
  CAF_CHECK(read_line(aut).error() == ec::terminal_lost);
}

CAF_TEST(a prompt is shown where somebody sees it) {
  test::pty tty;
  int nowhere[2];
  CAF_REQUIRE(::pipe(nowhere) == 0);
  waker stop;
  screen out{nowhere[1], tty.fd(), stop};
  plain_lines aut{tty.fd(), &out};
  tty.type("count\n");
  auto line = read_line(aut);
  CAF_REQUIRE(line && *line);
  CAF_CHECK_EQUAL(**line, "count");
  CAF_CHECK(tty.text().find("Store>") != std::string::npos);
  ::close(nowhere[0]);
  ::close(nowhere[1]);
}

CAF_TEST(given lines come in order and then end) {
  given_lines aut{{"count", "", "list"}};
  std::vector<std::string> expected{"count", "", "list"};
  CAF_CHECK(read_all(aut) == expected);
  CAF_CHECK(read_line(aut).error() == ec::end_of_input);
}
