// SPDX-License-Identifier: BSD-3-Clause
#include "io/scraping/curl_engine.hpp"

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <string>
#include <utility>

#include "core/scraping/fetch_url.hpp"

namespace storify {

namespace {

// Connections kept open, with or without a transfer.
constexpr long max_connections = 128;

void expect_ok(CURLMcode code) {
  if (code != CURLM_OK)
    throw std::runtime_error{std::string{"libcurl: "}
                             + curl_multi_strerror(code)};
}

// The library is set up once in the process; a static is initialized by one
// thread while others wait.
void set_up_libcurl() {
  static const auto code = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (code != CURLE_OK)
    throw std::runtime_error{std::string{"libcurl: "}
                             + curl_easy_strerror(code)};
}

int to_milliseconds(caf::timespan time) {
  using std::chrono::milliseconds;
  auto count = std::chrono::ceil<milliseconds>(time).count();
  return static_cast<int>(std::clamp<milliseconds::rep>(count, 0, 60'000));
}

} // namespace

curl_engine::curl_engine(curl_engine_config config)
  : config_(std::move(config)) {
  set_up_libcurl();
  multi_.reset(curl_multi_init());
  if (!multi_)
    throw std::runtime_error{"libcurl: curl_multi_init failed"};
  expect_ok(
    curl_multi_setopt(multi_.get(), CURLMOPT_MAXCONNECTS, max_connections));
}

curl_engine::~curl_engine() {
  for (auto& entry : transfers_)
    curl_multi_remove_handle(multi_.get(), entry.first);
}

void curl_engine::start(uint64_t id, const fetch_request& request) {
  auto url = wire_url(request.url);
  if (!url) {
    refused_.push_back({id, std::move(url.error())});
    return;
  }
  auto transfer = std::make_unique<curl_transfer>(id, *url, request.timeout,
                                                  config_);
  auto* handle = transfer->handle();
  expect_ok(curl_multi_add_handle(multi_.get(), handle));
  transfers_.emplace(handle, std::move(transfer));
}

std::vector<finished_transfer> curl_engine::poll(caf::timespan max_wait) {
  // A transfer that was just added makes libcurl wait for nothing.
  auto wait = refused_.empty() ? to_milliseconds(max_wait) : 0;
  expect_ok(curl_multi_poll(multi_.get(), nullptr, 0, wait, nullptr));
  int still_running = 0;
  expect_ok(curl_multi_perform(multi_.get(), &still_running));
  auto ended = std::exchange(refused_, {});
  int in_queue = 0;
  while (auto* said = curl_multi_info_read(multi_.get(), &in_queue))
    if (said->msg == CURLMSG_DONE)
      ended.push_back(take(said->easy_handle, said->data.result));
  return ended;
}

void curl_engine::wake() noexcept {
  curl_multi_wakeup(multi_.get());
}

size_t curl_engine::open() const {
  return transfers_.size() + refused_.size();
}

finished_transfer curl_engine::take(CURL* handle, CURLcode result) {
  auto node = transfers_.extract(handle);
  auto& transfer = *node.mapped();
  finished_transfer ended{transfer.id(), transfer.outcome(result)};
  expect_ok(curl_multi_remove_handle(multi_.get(), handle));
  return ended;
}

} // namespace storify
