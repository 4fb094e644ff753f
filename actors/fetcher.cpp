// SPDX-License-Identifier: BSD-3-Clause
#include "actors/fetcher.hpp"

#include <utility>

#include "actors/crash.hpp"
#include "core/scraping/fetch_url.hpp"

namespace storify {

namespace {

// A message or the network ends the wait earlier.
constexpr caf::timespan longest_wait = std::chrono::seconds{1};

} // namespace

fetcher::fetcher(caf::actor_config& cfg, std::unique_ptr<http_engine> engine,
                 fetcher_config config)
  : fetcher_self::base(cfg),
    engine_(std::move(engine)),
    queue_(config.max_open) {
  explain_crashes(this);
}

const char* fetcher::name() const {
  return "fetcher";
}

void fetcher::enqueue(caf::mailbox_element_ptr x, caf::execution_unit* unit) {
  // The poll message asks for the next wait, so it must not end it. All others
  // end it, also the tick, which comes from ourselves by way of the clock.
  auto is_poll = x->content().match_elements<poll_atom>();
  fetcher_self::base::enqueue(std::move(x), unit);
  if (!is_poll)
    engine_->wake();
}

fetcher::behavior_type fetcher::make_behavior() {
  return {
    [this](caf::get_atom, fetch_request& request) { return get(request); },
    [this](poll_atom) { poll(); },
    [this](caf::tick_atom) { tick(); },
  };
}

caf::result<page> fetcher::get(fetch_request& request) {
  auto id = ++last_id_;
  auto promise = make_response_promise<page>();
  auto host = origin_of(request.url);
  queue_.push(id, host, request.delay, request.concurrency);
  transfers_.emplace(id,
                     transfer{std::move(request), std::move(host), promise});
  start_ready();
  return promise;
}

// Several ticks may be on their way, since none can be called back; the one
// that matters is the earliest.
void fetcher::tick() {
  if (next_tick_ && clock().now() >= *next_tick_) {
    next_tick_.reset();
    start_ready();
  }
}

void fetcher::poll() {
  polling_ = false;
  for (auto& ended : engine_->poll(longest_wait))
    answer(std::move(ended));
  start_ready();
}

void fetcher::start_ready() {
  for (auto id : queue_.start_ready(clock().now()))
    engine_->start(id, transfers_.at(id).request);
  auto next = queue_.next_time();
  if (next && (!next_tick_ || *next < *next_tick_)) {
    next_tick_ = next;
    scheduled_send(this, *next, caf::tick_atom_v);
  }
  if (engine_->open() > 0 && !std::exchange(polling_, true))
    send(this, poll_atom_v);
}

void fetcher::answer(finished_transfer x) {
  auto node = transfers_.extract(x.id);
  auto& [request, host, promise] = node.mapped();
  queue_.finished(host);
  if (x.result)
    promise.deliver(std::move(*x.result));
  else
    promise.deliver(std::move(x.result.error()));
}

void fetcher::on_exit() {
  for (auto& [id, open] : transfers_)
    open.promise.deliver(fail(ec::fetcher_down, shown_url(open.request.url)));
  transfers_.clear();
}

} // namespace storify
