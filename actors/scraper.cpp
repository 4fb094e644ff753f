// SPDX-License-Identifier: BSD-3-Clause
#include "actors/scraper.hpp"

#include <utility>

#include <fmt/format.h>

#include "actors/crash.hpp"
#include "core/scraping/fetch_policy.hpp"

namespace storify {

void scraper_state::meet(scraper_config config, scraper_contacts contacts) {
  config_ = std::move(config);
  contacts_ = std::move(contacts);
  status_.category = config_.order.category;
}

void scraper_state::start() {
  if (status_.phase == scraper_phase::running)
    return;
  if (status_.phase != scraper_phase::paused) {
    ++epoch_;
    is_waiting_ = false;
    failed_tries_ = 0;
    run_.emplace(config_.order);
    reader_.reset();
    status_.products = 0;
    status_.pages = 0;
  }
  status_.phase = scraper_phase::running;
  status_.note.clear();
  step();
  report();
}

void scraper_state::pause() {
  if (status_.phase != scraper_phase::running)
    return;
  status_.phase = scraper_phase::paused;
  report();
}

void scraper_state::stop() {
  if (status_.phase == scraper_phase::running
      || status_.phase == scraper_phase::paused)
    finish(scraper_phase::stopped, "stopped before the end");
}

void scraper_state::tick(uint64_t epoch) {
  if (epoch != epoch_)
    return;
  is_waiting_ = false;
  step();
}

// Decides what is next: a lot that waits goes before the page being read, that
// one before another page, so that little is held at any time.
void scraper_state::step() {
  if (is_waiting_ || status_.phase != scraper_phase::running)
    return;
  auto is_paced = config_.pace.count() > 0;
  if (auto next = run_->next_lot(is_paced ? 1 : config_.lot_size))
    send(std::move(*next));
  else if (reader_)
    read_slice();
  else if (auto url = run_->next_page())
    fetch(*url);
  else
    finish(scraper_phase::done, run_->note());
}

void scraper_state::fetch(const std::string& url) {
  is_waiting_ = true;
  const auto& profile = *config_.profile;
  // The fetcher answers always, within the profile's time-out per transfer.
  self_
    ->request(contacts_.fetcher, caf::infinite, caf::get_atom_v,
              fetch_request{url, profile.timeout, profile.delay,
                            profile.concurrency})
    .then(
      [this, epoch = epoch_](page& x) {
        if (epoch != epoch_)
          return;
        is_waiting_ = false;
        failed_tries_ = 0;
        status_.note.clear();
        reader_.emplace(config_.profile, std::move(x));
        step();
      },
      [this, epoch = epoch_](const caf::error& why) {
        if (epoch != epoch_)
          return;
        is_waiting_ = false;
        fetch_failed(why);
      });
}

void scraper_state::fetch_failed(const caf::error& why) {
  ++failed_tries_;
  auto delay = may_heal(why) ? retry_delay(failed_tries_) : std::nullopt;
  if (!delay)
    return finish(scraper_phase::failed, sentence(why));
  status_.note = fmt::format("try {} after: {}", failed_tries_ + 1,
                             sentence(why));
  report();
  step_after(*delay);
}

void scraper_state::read_slice() {
  auto is_read = reader_->read_some(config_.slice_size);
  if (!is_read)
    return finish(scraper_phase::failed, sentence(is_read.error()));
  if (*is_read) {
    run_->page_read(reader_->take());
    reader_.reset();
    status_.pages = run_->pages();
    return step();
  }
  is_waiting_ = true;
  self_->send(self_, caf::tick_atom_v, epoch_);
}

// The store is local and answers always; its answer is the back-pressure.
void scraper_state::send(lot x) {
  is_waiting_ = true;
  self_->request(contacts_.store, caf::infinite, stock_atom_v, std::move(x))
    .then(
      [this, epoch = epoch_](const stock_report&) {
        if (epoch != epoch_)
          return;
        is_waiting_ = false;
        sent();
      },
      [this, epoch = epoch_](const caf::error& why) {
        // After a crash the supervisor brings a new store, and new scrapers.
        if (epoch == epoch_ && !is_crash(why))
          finish(scraper_phase::failed, sentence(why));
      });
}

void scraper_state::sent() {
  status_.products = run_->products();
  report();
  // The pause lies between two products: none is left after the last one.
  if (config_.pace.count() > 0 && run_->has_more())
    step_after(config_.pace);
  else
    step();
}

void scraper_state::finish(scraper_phase phase, std::string note) {
  ++epoch_;
  is_waiting_ = false;
  reader_.reset();
  status_.phase = phase;
  status_.note = std::move(note);
  report();
}

void scraper_state::step_after(caf::timespan delay) {
  is_waiting_ = true;
  self_->scheduled_send(self_, self_->clock().now() + delay, caf::tick_atom_v,
                        epoch_);
}

// One report at a time; what happens meanwhile is told as one.
void scraper_state::report() {
  has_news_ = true;
  if (is_reporting_)
    return;
  is_reporting_ = true;
  has_news_ = false;
  self_->request(contacts_.watcher, caf::infinite, status_)
    .then(
      [this] {
        is_reporting_ = false;
        if (has_news_)
          report();
      },
      // Without a watcher nobody wants to know.
      [](const caf::error&) {});
}

scraper_self::behavior_type
scraper(scraper_self::stateful_pointer<scraper_state> self,
        scraper_config config, scraper_contacts contacts) {
  explain_crashes(self);
  auto& state = self->state;
  state.meet(std::move(config), std::move(contacts));
  return {
    [&](start_atom) { state.start(); },
    [&](pause_atom) { state.pause(); },
    [&](stop_atom) { state.stop(); },
    [&](caf::tick_atom, uint64_t epoch) { state.tick(epoch); },
  };
}

} // namespace storify
