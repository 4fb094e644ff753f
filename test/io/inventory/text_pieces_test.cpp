// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE text_pieces
#include "test/suite.hpp"

#include "io/inventory/text_pieces.hpp"

#include <string>
#include <vector>

#include "test/io/store_checks.hpp"
#include "test/temp_folder.hpp"

using namespace storify;

namespace {

struct fixture {
  temp_folder folder;

  std::vector<std::string> pieces_of(const std::string& text) {
    write_text(folder / "a", text);
    std::vector<std::string> result;
    auto pieces = text_pieces::open(folder / "a");
    CAF_REQUIRE(pieces);
    for (;;) {
      std::string piece;
      auto more = pieces->append_to(piece);
      CAF_REQUIRE(more);
      if (!*more)
        return result;
      result.push_back(piece);
    }
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(text_pieces_tests, fixture)

CAF_TEST(pieces end where lines do and none is missing) {
  std::string text;
  for (auto i = 0; i < 100'000; ++i)
    text += "line " + std::to_string(i) + "\n";
  text += "the last one";
  auto pieces = pieces_of(text);
  CAF_CHECK_GREATER(pieces.size(), 2u);
  std::string all;
  for (const auto& x : pieces) {
    all += x;
    CAF_CHECK(x.ends_with('\n') || all.size() == text.size());
  }
  CAF_CHECK(all == text);
}

CAF_TEST(a line that is longer than a piece is one) {
  std::string text(1'000'000, 'x');
  text += "\ny\n";
  auto pieces = pieces_of(text);
  CAF_REQUIRE(!pieces.empty());
  CAF_CHECK(pieces.front() == text);
}

CAF_TEST(an empty file has no piece) {
  CAF_CHECK(pieces_of("").empty());
}

CAF_TEST(who has much gets as much) {
  std::string lines;
  for (auto i = 0; i < 2'000'000; ++i)
    lines += "a\n";
  write_text(folder / "a", lines);
  auto pieces = text_pieces::open(folder / "a");
  CAF_REQUIRE(pieces);
  std::string text(1'000'000, 'b');
  CAF_REQUIRE(pieces->append_to(text));
  CAF_CHECK_GREATER(text.size(), 1'900'000u);
}

CAF_TEST(a file that is not there is told from one that can not be read) {
  auto none = text_pieces::open(folder / "none");
  CAF_REQUIRE(!none);
  check_failed(none.error(), ec::file_not_found, "none");
  auto pieces = text_pieces::open(folder.path());
  CAF_REQUIRE(pieces);
  std::string text;
  auto more = pieces->append_to(text);
  CAF_REQUIRE(!more);
  check_failed(more.error(), ec::storage_failed, "directory");
}

CAF_TEST_FIXTURE_SCOPE_END()
