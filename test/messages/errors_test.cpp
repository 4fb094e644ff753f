// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE errors
#include "test/suite.hpp"

#include "messages/errors.hpp"

#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "messages/price.hpp"
#include "messages/product.hpp"
#include "test/fixtures.hpp"

using namespace storify;
using namespace std::string_literals;

namespace {

// Whether `Code` stands in the enum: the compiler writes a value that has no
// name as a number with a cast, "(storify::ec)200".
template <ec Code>
constexpr bool has_name() {
  std::string_view signature = __PRETTY_FUNCTION__;
  return signature.find("ec)") == std::string_view::npos;
}

template <size_t... Numbers>
constexpr auto all_names(std::index_sequence<Numbers...>) {
  return std::array{has_name<static_cast<ec>(Numbers)>()...};
}

constexpr auto named = all_names(std::make_index_sequence<256>{});

std::vector<ec> all_codes() {
  std::vector<ec> result;
  for (size_t number = 0; number < named.size(); ++number)
    if (named[number])
      result.push_back(static_cast<ec>(number));
  return result;
}

void check_exit_code(ec code, int expected) {
  CAF_MESSAGE("error " << static_cast<int>(code));
  CAF_CHECK_EQUAL(exit_code(fail(code, "x")), expected);
}

void check_sentence(const caf::error& what, const std::string& expected) {
  CAF_CHECK_EQUAL(sentence(what), expected);
}

} // namespace

CAF_TEST(the numbers have no gap) {
  auto codes = all_codes();
  CAF_REQUIRE(codes.size() > 30);
  CAF_CHECK_EQUAL(static_cast<size_t>(codes.back()), codes.size() - 1);
}

CAF_TEST(every error has a sentence of its own) {
  std::map<std::string, ec> known;
  for (auto code : all_codes()) {
    auto text = code == ec::none ? sentence(caf::none)
                                 : sentence(fail(code, "DETAIL"));
    auto [entry, is_new] = known.emplace(text, code);
    if (!is_new)
      CAF_ERROR("errors " << static_cast<int>(entry->second) << " and "
                          << static_cast<int>(code) << " both say: " << text);
    CAF_CHECK(!text.empty());
  }
}

CAF_TEST(every error but those about nothing in particular names its detail) {
  std::set<ec> without{ec::none, ec::end_of_input, ec::terminal_lost,
                       ec::shutting_down};
  for (auto code : all_codes()) {
    auto text = sentence(fail(code, "DETAIL"));
    CAF_MESSAGE(text);
    CAF_CHECK_EQUAL(text.find("DETAIL") != std::string::npos,
                    without.count(code) == 0);
  }
}

CAF_TEST(every error has an exit code that people know) {
  std::set<int> documented{0, 1, 2, 3, 4, 5, 6, 130};
  for (auto code : all_codes())
    CAF_CHECK(documented.count(exit_code(fail(code, "x"))) == 1);
}

CAF_TEST(the exit code tells what kind of failure it was) {
  CAF_CHECK_EQUAL(exit_code(caf::none), 0);
  check_exit_code(ec::crashed, 1);
  check_exit_code(ec::terminal_lost, 1);
  check_exit_code(ec::bad_usage, 2);
  check_exit_code(ec::no_such_command, 2);
  check_exit_code(ec::bad_price, 2);
  check_exit_code(ec::no_such_product, 3);
  check_exit_code(ec::file_not_found, 3);
  check_exit_code(ec::folder_in_use, 5);
  check_exit_code(ec::shutting_down, 4);
  check_exit_code(ec::storage_failed, 5);
  check_exit_code(ec::storage_damaged, 5);
  check_exit_code(ec::storage_newer, 5);
  check_exit_code(ec::host_unreachable, 6);
  check_exit_code(ec::server_error, 6);
  check_exit_code(ec::interrupted, 130);
}

CAF_TEST(the detail is embedded as it stands) {
  check_sentence(fail(ec::no_such_product, "17"),
                 "there is no product 17; `list_inventory` shows the ids");
  check_sentence(fail(ec::bad_usage, "{} of {0} {braces"), "{} of {0} {braces");
  check_sentence(fail(ec::storage_failed, ""), "storing failed: ");
}

CAF_TEST(the bounds that are told are those that hold) {
  auto most = [](ec code) {
    auto text = sentence(fail(code, "x"));
    return text.substr(text.rfind(' ') + 1);
  };
  CAF_CHECK_EQUAL(most(ec::bad_price), std::to_string(price::max_cents / 100));
  CAF_CHECK_EQUAL(most(ec::bad_quantity), std::to_string(max_quantity));
}

CAF_TEST(the detail can be had back) {
  CAF_CHECK_EQUAL(detail(fail(ec::bad_price, "4,5,6")), "4,5,6"s);
  CAF_CHECK_EQUAL(detail(caf::none), ""s);
  CAF_CHECK_EQUAL(detail(caf::make_error(ec::bad_price)), ""s);
  CAF_CHECK_EQUAL(detail(caf::make_error(ec::bad_price, 4)), ""s);
  CAF_CHECK_EQUAL(detail(caf::make_error(ec::bad_price, "a"s, "b"s)), ""s);
}

CAF_TEST(a number that a newer peer may send reads as an internal fault) {
  auto strange = fail(static_cast<ec>(255), "it");
  check_sentence(strange, "an internal fault: it");
  CAF_CHECK_EQUAL(exit_code(strange), 1);
}

CAF_TEST(errors of the actor framework are worded too) {
  check_sentence(caf::none, "all is well");
  check_sentence(caf::sec::request_timeout,
                 "no answer in time from inside the shop; try again");
  check_sentence(caf::sec::request_receiver_down,
                 "the part of the shop that was asked is not running; it is "
                 "being restarted, try again in a moment");
  check_sentence(caf::exit_reason::user_shutdown, "it was told to stop");
  check_sentence(caf::sec::unexpected_message, "an internal fault (code 1)");
  CAF_CHECK_EQUAL(exit_code(caf::sec::request_timeout), 1);
}

CAF_TEST(the actor system renders our errors as sentences) {
  test_config config;
  caf::actor_system system{config};
  CAF_CHECK_EQUAL(system.render(fail(ec::no_such_job, "autosave")),
                  "there is no job \"autosave\""s);
}
