// SPDX-License-Identifier: BSD-3-Clause
#include "core/scraping/host_queue.hpp"

#include <algorithm>
#include <cassert>

namespace storify {

namespace {

using time_point = host_queue::time_point;

// A delay may be any number, so the sum must not overflow.
time_point saturated_sum(time_point start, caf::timespan delay) {
  return delay > time_point::max() - start ? time_point::max() : start + delay;
}

} // namespace

host_queue::host_queue(size_t max_open)
  : max_open_(std::max<size_t>(max_open, 1)) {
}

void host_queue::push(uint64_t id, const std::string& host, caf::timespan delay,
                      uint32_t concurrency) {
  auto& state = hosts_[host];
  state.waiting.push_back({id, std::max(delay, caf::timespan{0}),
                           std::max(concurrency, uint32_t{1})});
  line_up(state);
}

std::vector<uint64_t> host_queue::start_ready(time_point now) {
  std::vector<uint64_t> started;
  while (open_ < max_open_ && !line_.empty() && line_.top().due <= now) {
    auto& host = *line_.top().host;
    line_.pop();
    host.in_line = false;
    started.push_back(start_next(host, now));
  }
  return started;
}

void host_queue::finished(const std::string& host) {
  auto known = hosts_.find(host);
  assert(known != hosts_.end() && known->second.open > 0);
  --known->second.open;
  --open_;
  line_up(known->second);
}

std::optional<time_point> host_queue::next_time() const {
  if (line_.empty() || open_ == max_open_)
    return std::nullopt;
  return line_.top().due;
}

// Lines the host up unless it is in line, or has to wait for something else
// than the time. Its due time stays true while it is in line: only a start
// there could change it.
void host_queue::line_up(host_state& host) {
  if (host.in_line || host.waiting.empty()
      || host.open >= host.waiting.front().concurrency)
    return;
  auto due = host.last_start
               ? saturated_sum(*host.last_start, host.waiting.front().delay)
               : time_point::min();
  line_.push({due, ++last_order_, &host});
  host.in_line = true;
}

uint64_t host_queue::start_next(host_state& host, time_point now) {
  auto id = host.waiting.front().id;
  host.waiting.pop_front();
  host.last_start = now;
  ++host.open;
  ++open_;
  line_up(host);
  return id;
}

} // namespace storify
