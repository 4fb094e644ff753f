// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE id_order
#include "test/suite.hpp"

#include "io/inventory/id_order.hpp"

#include <string>
#include <string_view>

#include "test/io/store_checks.hpp"
#include "test/temp_folder.hpp"

using namespace storify;

namespace {

constexpr line_form csv{"id,", {}, {}, {}};

constexpr line_form json{"{\"v\"", "[", "{\"id\":", "]"};

struct fixture {
  temp_folder folder;

  void check_order(const line_form& form, std::string_view text,
                   bool expected) {
    CAF_MESSAGE(text.substr(0, 80));
    write_text(folder / "a", text);
    auto pieces = text_pieces::open(folder / "a");
    CAF_REQUIRE(pieces);
    auto ascend = ids_ascend(*pieces, form);
    CAF_REQUIRE(ascend);
    CAF_CHECK_EQUAL(*ascend, expected);
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(id_order_tests, fixture)

CAF_TEST(lines with higher and higher ids ascend) {
  check_order(csv, "", true);
  check_order(csv, "id,name\n1,a\n2,b\n10,c\n", true);
  check_order(csv, "id,name\n1,a\n10,c", true);
  check_order(json, "{\"v\":1\n[\n{\"id\":3,\"n\":1},\n{\"id\":4}\n]\n7\n",
              true);
}

CAF_TEST(other ids do not ascend) {
  check_order(csv, "id,name\n2,a\n1,b\n", false);
  check_order(csv, "id,name\n1,a\n1,b\n", false);
  check_order(csv, "id,name\n1,a\n,b\n", false);
  check_order(json, "{\"v\":1\n[\n{\"id\":4},\n{\"id\":3}\n]\n", false);
}

CAF_TEST(what is written in another form may be in any order) {
  check_order(csv, "name,id\n1,a\n2,b\n", false);
  check_order(csv, "1,a\n2,b\n", false);
  check_order(csv, "id,name\n\"1\",a\n2,b\n", false);
  check_order(csv, "id,name\n\n2,b\n", false);
  check_order(json, "{\"v\":1\n[{\"id\":9},\n{\"id\":4}\n]\n", false);
  check_order(json, "{\"v\":1\n[\n{\"n\":3,\"id\":9},\n{\"id\":4}\n]\n", false);
  check_order(json, "{\"v\":1\n[\n{\"id\":3},{\"id\":1}\n]\n", false);
}

CAF_TEST(the last line of a long file counts) {
  std::string text = "id,name\n";
  for (auto id = 1; id < 100'000; ++id)
    text += std::to_string(id) + ",a\n";
  check_order(csv, text, true);
  check_order(csv, text + "5,a\n", false);
}

CAF_TEST_FIXTURE_SCOPE_END()
