// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "io/scraping/http_engine.hpp"

namespace storify {

/// What a test sees of a `scripted_engine` and makes it do.
struct engine_script {
  struct transfer {
    uint64_t id;
    std::string url;
  };

  std::vector<std::string> started; ///< URLs, in the order of their starts.
  std::vector<transfer> open;
  std::vector<finished_transfer> ended; ///< To be told by the next poll.
  size_t polls = 0;
  size_t wakes = 0;
  std::string throws_in_start; ///< Unless empty.
  std::string throws_in_poll;  ///< Unless empty.

  /// Ends the transfer of `url`.
  void finish(const std::string& url, caf::expected<page> result) {
    auto is_meant = [&](const transfer& x) { return x.url == url; };
    auto meant = std::find_if(open.begin(), open.end(), is_meant);
    if (meant == open.end())
      throw std::logic_error{"not open: " + url};
    ended.push_back({meant->id, std::move(result)});
    open.erase(meant);
  }
};

/// An engine without a network, which never waits.
class scripted_engine final : public http_engine {
public:
  explicit scripted_engine(std::shared_ptr<engine_script> script)
    : script_(std::move(script)) {
  }

  void start(uint64_t id, const fetch_request& request) override {
    if (!script_->throws_in_start.empty())
      throw std::runtime_error{script_->throws_in_start};
    script_->started.push_back(request.url);
    script_->open.push_back({id, request.url});
  }

  std::vector<finished_transfer> poll(caf::timespan) override {
    ++script_->polls;
    if (!script_->throws_in_poll.empty())
      throw std::runtime_error{script_->throws_in_poll};
    return std::exchange(script_->ended, {});
  }

  void wake() noexcept override {
    ++script_->wakes;
  }

  size_t open() const override {
    return script_->open.size() + script_->ended.size();
  }

private:
  std::shared_ptr<engine_script> script_;
};

} // namespace storify
