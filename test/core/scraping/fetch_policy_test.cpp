// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE fetch_policy
#include "test/suite.hpp"

#include "core/scraping/fetch_policy.hpp"

#include <chrono>
#include <initializer_list>
#include <optional>

#include "caf/exit_reason.hpp"
#include "caf/sec.hpp"

#include "messages/errors.hpp"

using namespace std::chrono_literals;
using namespace storify;

namespace {

void check_heals(bool expected, std::initializer_list<ec> codes) {
  for (auto code : codes) {
    CAF_MESSAGE(sentence(fail(code, "this")));
    CAF_CHECK_EQUAL(may_heal(fail(code, "http://shop.example/")), expected);
  }
}

} // namespace

CAF_TEST(what passes by itself may heal) {
  check_heals(true, {ec::timed_out, ec::connection_lost, ec::too_many_requests,
                     ec::server_error, ec::fetcher_down});
  CAF_CHECK(may_heal(caf::make_error(caf::sec::request_receiver_down)));
}

CAF_TEST(what would be the same again is final) {
  check_heals(false, {ec::host_unreachable, ec::page_refused,
                      ec::page_too_large, ec::page_too_deep, ec::page_empty,
                      ec::no_products_found, ec::url_not_allowed,
                      ec::fetch_failed, ec::shutting_down, ec::crashed});
  CAF_CHECK(!may_heal(caf::error{}));
  CAF_CHECK(!may_heal(caf::make_error(caf::sec::unexpected_message)));
  CAF_CHECK(!may_heal(caf::make_error(caf::exit_reason::user_shutdown)));
}

CAF_TEST(there are three tries with a growing pause) {
  CAF_CHECK(retry_delay(1) == 500ms);
  CAF_CHECK(retry_delay(2) == 1s);
  CAF_CHECK(retry_delay(3) == std::nullopt);
  CAF_CHECK(retry_delay(4) == std::nullopt);
}
