// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE line_editor
#include "test/suite.hpp"

#include "io/prompt/line_editor.hpp"

#include <clocale>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include <pthread.h>

#include <fmt/format.h>

#include "messages/errors.hpp"
#include "test/pty.hpp"

using namespace storify;

namespace {

// Before any thread starts, as main does it.
const bool signals_blocked = [] {
  auto signals = line_editor_signals();
  return ::pthread_sigmask(SIG_BLOCK, &signals, nullptr) == 0;
}();

std::vector<std::string> lines_of(const std::string& file) {
  std::vector<std::string> result;
  std::ifstream in{file};
  for (std::string line; std::getline(in, line);)
    result.push_back(line);
  return result;
}

struct fixture {
  fixture() {
    std::setlocale(LC_ALL, "C.UTF-8");
    std::string name = std::filesystem::temp_directory_path() / "editorXXXXXX";
    if (!::mkdtemp(name.data()))
      CAF_FAIL("no folder");
    folder = name;
    history = folder / "history";
    open();
  }

  ~fixture() {
    std::filesystem::remove_all(folder);
  }

  void open() {
    aut.reset(); // there may be only one
    auto complete = [](const std::string& line, const std::string& word) {
      if (word == "SALON\\ D")
        return completion{{"SALON\\ DE\\ JARDIN"}};
      if (line == "scrape \"SALON D" && word == "SALON D")
        return completion{{"SALON DE JARDIN"}};
      if (line != word)
        return completion{{}, line.starts_with("import ")};
      if (word == "li")
        return completion{{"list_inventory"}};
      return completion{{"scrape", "scrapers"}};
    };
    aut = std::make_unique<line_editor>(tty.fd(), out, stop, history, complete);
  }

  // Lets the editor read until the line is there.
  std::string line() {
    auto next = aut->wait(never);
    while (next && !*next)
      next = aut->wait(never);
    return next ? **next : sentence(next.error());
  }

  std::string line_of(const std::string& keys) {
    aut->ask("> ");
    tty.type(keys);
    return line();
  }

  // Lets the editor handle these keys, one at a time, none of them Enter.
  void type(const std::string& keys) {
    for (char key : keys) {
      tty.type({&key, 1});
      CAF_REQUIRE(aut->wait(never));
    }
  }

  void print(const std::string& text) {
    aut->hide();
    CAF_CHECK(!out.write(channel::aside, text));
    aut->show();
  }

  waker never;
  waker stop;
  test::pty tty;
  termios before = tty.modes();
  screen out{tty.fd(), tty.fd(), stop};
  std::filesystem::path folder;
  std::string history;
  std::unique_ptr<line_editor> aut;
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(line_editor_tests, fixture)

CAF_TEST(a typed line is edited and answered) {
  CAF_CHECK_EQUAL(line_of("list\r"), "list");
  CAF_CHECK_EQUAL(line_of("lixt\x1b[D\bs\r"), "list");
  CAF_CHECK_EQUAL(line_of("\xc3\xa9t\xc3\xa9\r"), "\xc3\xa9t\xc3\xa9");
  CAF_CHECK_EQUAL(line_of("\r"), "");
}

CAF_TEST(a notice comes above the line being typed) {
  aut->ask("Store> ");
  type("add_product Lmpe\x1b[D\x1b[D\x1b[D");
  print("saved 3 products\n");
  CAF_CHECK(tty.shows("saved 3 products\nStore> add_product Lmpe"));
  tty.type("a\r");
  CAF_CHECK_EQUAL(line(), "add_product Lampe");
}

CAF_TEST(a notice leaves a line of several rows intact) {
  aut->ask("Store> ");
  std::string typed(60, 'x');
  type(typed);
  print("saved\n");
  CAF_CHECK(tty.shows("saved\nStore> " + typed.substr(0, 33) + "\n"
                      + typed.substr(33)));
  tty.type("\r");
  CAF_CHECK_EQUAL(line(), typed);
}

CAF_TEST(what is typed while nobody asks is kept and shown once) {
  CAF_CHECK_EQUAL(line_of("wait\r"), "wait");
  tty.type("count\r");
  print("30 products\n");
  CAF_CHECK(tty.shows("> wait\n30 products"));
  CAF_CHECK_EQUAL(line_of(""), "count");
  CAF_CHECK(tty.shows("> wait\n30 products\n> count"));
}

CAF_TEST(a paste of three lines is three lines) {
  CAF_CHECK_EQUAL(line_of("\x1b[200~one\rtwo\rthree\x1b[201~\r"), "one");
  CAF_CHECK_EQUAL(line_of(""), "two");
  CAF_CHECK_EQUAL(line_of(""), "three");
  CAF_CHECK_EQUAL(line_of("\x1b[200~one\r\rtwo\r\x1b[201~\r"), "one");
  CAF_CHECK_EQUAL(line_of(""), "");
  CAF_CHECK_EQUAL(line_of(""), "two");
  CAF_CHECK_EQUAL(line_of("one\rtwo\r"), "one");
  CAF_CHECK_EQUAL(line_of(""), "two");
}

CAF_TEST(cancel drops what is typed and the rest of a paste) {
  aut->ask("> ");
  type("remove_product 1");
  aut->cancel();
  CAF_CHECK(tty.shows("> remove_product 1^C"));
  CAF_CHECK_EQUAL(line_of("count\r"), "count");
  CAF_CHECK_EQUAL(line_of("\x1b[200~one\rtwo\x1b[201~\r"), "one");
  aut->cancel();
  CAF_CHECK_EQUAL(line_of("three\r"), "three");
  aut->ask("> ");
  type("\x12thr"); // a search in the history
  aut->cancel();
  CAF_CHECK_EQUAL(line_of("four\r"), "four");
}

CAF_TEST(the end of input is typed on an empty line only) {
  aut->ask("> ");
  type("ab\x01\x04"); // deletes the a
  tty.type("\r");
  CAF_CHECK_EQUAL(line(), "b");
  CAF_CHECK_EQUAL(line_of("\x04"), "the input has ended");
}

CAF_TEST(a terminal that vanishes accepts no half typed line) {
  aut->ask("> ");
  type("remove_product 1");
  tty.hang_up();
  CAF_CHECK_EQUAL(line(), "the terminal is gone");
  aut.reset();
  test::forget_lost_terminal();
}

CAF_TEST(a stop ends even the wait for the rest of a paste) {
  aut->ask("> ");
  tty.type("\x1b[200~one\rtw");
  stop.wake();
  for (size_t i = 0; i < 10; ++i) {
    auto next = aut->wait(stop);
    CAF_REQUIRE(next);
    CAF_CHECK(!*next);
  }
  aut.reset();
  CAF_CHECK(tty.shows("> one\ntw"));
}

CAF_TEST(a paste that breaks off is not accepted) {
  aut->ask("> ");
  tty.type("\x1b[200~one\rtwo\r");
  tty.hang_up();
  CAF_CHECK_EQUAL(line(), "the terminal is gone");
  aut.reset();
  test::forget_lost_terminal();
}

CAF_TEST(the terminal is given back as it was) {
  aut->ask("> ");
  type("abc");
  auto during = tty.modes();
  CAF_CHECK_EQUAL(during.c_lflag & (ECHO | ICANON), 0u);
  aut.reset();
  auto after = tty.modes();
  CAF_CHECK_EQUAL(std::memcmp(&before, &after, sizeof(after)), 0);
}

CAF_TEST(a new window size is taken up) {
  aut->ask("> ");
  type(std::string(30, 'x'));
  tty.resize(20);
  ::kill(::getpid(), SIGWINCH);
  CAF_REQUIRE(aut->wait(never));
  tty.type("y\r");
  CAF_CHECK_EQUAL(line(), fmt::format("{:x>30}y", ""));
}

CAF_TEST(the terminal is taken again after another had it) {
  aut->ask("> ");
  type("ab");
  ::tcsetattr(tty.fd(), TCSANOW, &before);
  ::kill(::getpid(), SIGCONT);
  CAF_REQUIRE(aut->wait(never));
  CAF_CHECK_EQUAL(tty.modes().c_lflag & (ECHO | ICANON), 0u);
  tty.type("c\r");
  CAF_CHECK_EQUAL(line(), "abc");
  CAF_CHECK(tty.shows("> abc"));
}

CAF_TEST(a tab completes the first word) {
  CAF_CHECK_EQUAL(line_of("li\t\r"), "list_inventory ");
  CAF_CHECK_EQUAL(line_of("sc\trs\r"), "scrapers");
  CAF_CHECK_EQUAL(line_of("find li\t\r"), "find li");
}

CAF_TEST(a tab completes a word with blanks) {
  CAF_CHECK_EQUAL(line_of("scrape SALON\\ D\t\r"),
                  "scrape SALON\\ DE\\ JARDIN ");
  CAF_CHECK_EQUAL(line_of("scrape \"SALON D\t\r"),
                  "scrape \"SALON DE JARDIN\" ");
}

CAF_TEST(a tab completes the name of a file where one is meant) {
  std::ofstream{folder / "my goods.csv"};
  std::filesystem::create_directory(folder / "sub");
  auto path = folder.string();
  CAF_CHECK_EQUAL(line_of("import " + path + "/s\t\r"),
                  "import " + path + "/sub/");
  CAF_CHECK_EQUAL(line_of("import " + path + "/my\t\r"),
                  "import \"" + path + "/my goods.csv\" ");
  CAF_CHECK_EQUAL(line_of("import \"" + path + "/my\t\r"),
                  "import \"" + path + "/my goods.csv\" ");
  CAF_CHECK_EQUAL(line_of("find " + path + "/s\t\r"), "find " + path + "/s");
}

CAF_TEST(the history outlives the session) {
  line_of("list\r");
  line_of("count\r");
  open();
  CAF_CHECK_EQUAL(line_of("\x1b[A\r"), "count");
  CAF_CHECK_EQUAL(line_of("\x1b[A\x1b[A\r"), "list");
}

CAF_TEST(blank and secret and doubled lines are not kept) {
  for (const auto* keys :
       {"list\r", "list\r", "\r", "   \r", " secret\r", "count\r", "list\r"})
    line_of(keys);
  std::vector<std::string> expected{"list", "count", "list"};
  CAF_CHECK(lines_of(history) == expected);
}

CAF_TEST(the history keeps the newest thousand lines) {
  {
    std::ofstream old{history};
    for (int i = 0; i < 1500; ++i)
      old << "find " << i << '\n';
  }
  open();
  line_of("count\r");
  auto kept = lines_of(history);
  CAF_REQUIRE_EQUAL(kept.size(), 1000u);
  CAF_CHECK_EQUAL(kept.front(), "find 501");
  CAF_CHECK_EQUAL(kept.back(), "count");
}

CAF_TEST(a history that cannot be written costs nothing else) {
  std::ofstream{folder / "file"} << "no folder";
  history = folder / "file" / "history";
  open();
  CAF_CHECK_EQUAL(line_of("count\r"), "count");
  CAF_CHECK_EQUAL(line_of("\x1b[A\r"), "count");
}

CAF_TEST_FIXTURE_SCOPE_END()
