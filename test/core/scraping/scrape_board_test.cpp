// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE scrape_board
#include "test/suite.hpp"

#include "core/scraping/scrape_board.hpp"

using namespace storify;
using namespace std::chrono_literals;

namespace {

using enum scraper_phase;
using numbers = std::vector<size_t>;

struct fixture {
  void check_found(const std::vector<std::string>& names,
                   const numbers& expected) {
    auto found = board.find(names);
    CAF_REQUIRE(found);
    CAF_CHECK_EQUAL(*found, expected);
  }

  void check_row(size_t index, scraper_phase phase, const std::string& note) {
    CAF_CHECK(board.row(index).phase == phase);
    CAF_CHECK_EQUAL(board.row(index).note, note);
  }

  scrape_board board{{"MEUBLE", "JARDIN", "LUMINAIRE"}};
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(scrape_board_tests, fixture)

// -- names --------------------------------------------------------------------

CAF_TEST(no name means all categories) {
  check_found({}, {0, 1, 2});
}

CAF_TEST(names may be upper or lower case and are found in their order) {
  check_found({"luminaire", "Meuble"}, {2, 0});
}

CAF_TEST(names may lack accents unless another one is meant) {
  board = scrape_board{{"Éclairage", "MEUBLE", "Meublé"}};
  check_found({"eclairage", "meublé", "Meublé"}, {0, 1, 2});
}

CAF_TEST(a category that is named twice is found once) {
  check_found({"MEUBLE", "meuble"}, {0});
}

CAF_TEST(a name that is unknown is told with those there are) {
  auto why = board.find({"MEUBLE", "CUISINE"}).error();
  CAF_CHECK(why == ec::no_such_category);
  CAF_CHECK_EQUAL(detail(why),
                  "\"CUISINE\"; there are MEUBLE, JARDIN, LUMINAIRE");
}

CAF_TEST(of many categories some are told) {
  std::vector<std::string> many;
  for (auto i = 0; i < 1000; ++i)
    many.push_back("C" + std::to_string(i));
  auto told = detail(scrape_board{many}.find({"x"}).error());
  CAF_CHECK(told.ends_with(", C19, …"));
}

// -- the work -----------------------------------------------------------------

CAF_TEST(at first nobody is at work) {
  CAF_CHECK(!board.is_any_working());
  check_row(0, idle, "");
  CAF_CHECK(board.summary() == (scrape_summary{0, 0}));
}

CAF_TEST(a category is at work until its end) {
  for (auto end : {done, stopped, failed}) {
    board.started(0);
    CAF_CHECK(board.is_working(0));
    for (auto phase : {running, paused, restarting, running}) {
      board.note({"MEUBLE", phase, 1, 1, ""});
      CAF_CHECK(board.is_any_working());
    }
    board.note({"MEUBLE", end, 1, 1, "x"});
    CAF_CHECK(!board.is_working(0));
    CAF_CHECK(!board.is_any_working());
  }
}

CAF_TEST(all have to be at their end) {
  board.started(0);
  board.started(1);
  board.started(1);
  board.note({"MEUBLE", failed, 0, 0, "x"});
  CAF_CHECK(board.is_any_working());
  board.note({"JARDIN", done, 0, 0, ""});
  CAF_CHECK(!board.is_any_working());
  CAF_CHECK(board.summary() == (scrape_summary{3, 1}));
}

CAF_TEST(a report is taken over and its category found) {
  scraper_status status{"JARDIN", running, 7, 2, "try 2"};
  CAF_CHECK(board.note(status) == std::optional<size_t>{1});
  CAF_CHECK(board.row(1) == status);
  CAF_CHECK(!board.note({"CUISINE", running, 1, 1, ""}));
}

CAF_TEST(a new start begins at zero) {
  board.note({"MEUBLE", done, 7, 2, "x"});
  board.started(0);
  CAF_CHECK(board.row(0) == (scraper_status{"MEUBLE", running, 0, 0, ""}));
}

CAF_TEST(a start changes nothing of a category at work) {
  scraper_status status{"MEUBLE", paused, 7, 2, "x"};
  board.note(status);
  board.started(0);
  CAF_CHECK(board.row(0) == status);
}

// -- crashes ------------------------------------------------------------------

CAF_TEST(a crash is told and stays known until the next start) {
  board.started(0);
  board.restarting(0, "a fault", 100ms);
  check_row(0, restarting, "a fault; starts again in 100ms");
  CAF_CHECK(board.is_working(0));
  board.note({"MEUBLE", running, 1, 1, ""});
  check_row(0, running, "was restarted after a fault");
  board.note({"MEUBLE", done, 1, 1, "2 unreadable"});
  check_row(0, done, "2 unreadable; was restarted after a fault");
  board.started(0);
  board.note({"MEUBLE", done, 1, 1, ""});
  check_row(0, done, "");
}

CAF_TEST(a category that is given up has failed) {
  board.started(0);
  board.gave_up(0, "a fault");
  check_row(0, failed,
            "a fault; crashed too often, `scrape MEUBLE` tries again");
  CAF_CHECK(!board.is_any_working());
  CAF_CHECK_EQUAL(board.summary().failed, 1u);
}

CAF_TEST_FIXTURE_SCOPE_END()
