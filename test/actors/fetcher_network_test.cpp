// SPDX-License-Identifier: BSD-3-Clause
#define CAF_SUITE fetcher_network
#include "test/suite.hpp"

#include "actors/fetcher.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "io/scraping/curl_engine.hpp"
#include "messages/errors.hpp"
#include "test/fixtures.hpp"
#include "test/loopback_server.hpp"

using namespace std::chrono_literals;
using namespace storify;

namespace {

using answer = loopback_server::answer;
using ending = loopback_server::ending;

constexpr size_t many = 100;

// Answers pages only when all of them were asked for.
answer answer_for(const std::string& request) {
  if (request.starts_with("GET /hang"))
    return {"", ending::hang};
  return {http_answer("200 OK", "", "hello"), ending::keep, many};
}

// The fetcher as the shop runs it: a thread of its own and the real engine.
struct fixture {
  loopback_server server{answer_for};
  test_config config;
  caf::actor_system sys{config};
  caf::scoped_actor self{sys};
  fetcher_actor aut = sys.spawn<fetcher, caf::detached>(
    std::make_unique<curl_engine>(), fetcher_config{many});

  ~fixture() {
    caf::anon_send_exit(aut, caf::exit_reason::user_shutdown);
  }

  auto request_many(const std::string& path) {
    auto request = [&](size_t i) {
      fetch_request x{server.url(path + std::to_string(i)), 1h, 0s, many};
      return self->request(aut, caf::infinite, caf::get_atom_v, std::move(x));
    };
    std::vector<decltype(request(0))> responses;
    for (size_t i = 0; i < many; ++i)
      responses.push_back(request(i));
    return responses;
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(fetcher_network_tests, fixture)

CAF_TEST(a hundred requests run in parallel) {
  size_t arrived = 0;
  for (auto& response : request_many("/"))
    response.receive([&](const page& x) { arrived += x.body == "hello"; },
                     [](const caf::error& why) { CAF_FAIL(sentence(why)); });
  CAF_CHECK_EQUAL(arrived, many);
}

CAF_TEST(an exit answers requests that hang) {
  auto responses = request_many("/hang");
  self->send_exit(aut, caf::exit_reason::user_shutdown);
  size_t answered = 0;
  for (auto& response : responses)
    response.receive([](const page&) { CAF_FAIL("a page out of nothing"); },
                     [&](const caf::error& why) {
                       CAF_CHECK(why == ec::fetcher_down
                                 || why == caf::sec::request_receiver_down);
                       ++answered;
                     });
  CAF_CHECK_EQUAL(answered, many);
}

CAF_TEST_FIXTURE_SCOPE_END()
