// SPDX-License-Identifier: BSD-3-Clause
#include "actors/supervisor.hpp"

#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "actors/crash.hpp"
#include "core/prompt/answers.hpp"
#include "core/scraping/fetch_url.hpp"

namespace storify {

void supervisor_state::manage(supervisor_config config, household house) {
  config_ = config;
  house_ = std::move(house);
  board_ = scrape_board{house_.categories};
  scrapers_.resize(house_.categories.size());
}

// -- the day of a shop --------------------------------------------------------

// The prompt first: it is there before the inventory is loaded.
caf::result<int32_t> supervisor_state::open() {
  day_ = self_->make_response_promise<int32_t>();
  auto promise = day_;
  if (is_closing_) { // a signal was quicker
    leave();
    return promise;
  }
  hire_front();
  hire_stock();
  hire_fetcher();
  hire_store_users();
  await_load();
  return promise;
}

void supervisor_state::close(int32_t exit_code) {
  if (std::exchange(is_closing_, true))
    return;
  exit_code_ = exit_code;
  answer_waiting();
  if (auto missing = board_.working(); !missing.empty())
    tell(left_early_text(missing));
  if (day_.pending())
    close_next();
}

// The store answers once it has loaded.
void supervisor_state::await_load() {
  self_->request(store_, caf::infinite, snapshot_atom_v)
    .then([this](const snapshot& x) { decide_to_scrape(x.empty()); },
          [this](const caf::error& why) {
            // A store or database that crashed meanwhile is started again, and
            // the store asked again. Of any other fault the last save tells.
            if (!is_crash(why))
              close(storify::exit_code(why));
          });
}

// Once a day: a store that was started again is no new shop.
void supervisor_state::decide_to_scrape(bool is_empty) {
  if (std::exchange(is_open_, true))
    return;
  auto wanted = config_.scrape == scrape_when::always
                || (config_.scrape == scrape_when::automatic && is_empty);
  if (wanted && !is_closing_)
    std::ignore = scrape({});
  answer_waiting();
}

void supervisor_state::interrupt() {
  self_->send(repl_, interrupt_atom_v);
}

// -- scraping -----------------------------------------------------------------

caf::result<std::vector<std::string>>
supervisor_state::scrape(const std::vector<std::string>& categories) {
  if (is_closing_)
    return fail(ec::shutting_down, "");
  auto wanted = board_.find(categories);
  if (!wanted)
    return std::move(wanted.error());
  std::vector<std::string> names;
  for (auto index : *wanted) {
    names.push_back(board_.row(index).category);
    start_scraper(index);
  }
  return names;
}

void supervisor_state::start_scraper(size_t index) {
  if (board_.is_working(index))
    return;
  board_.started(index);
  if (scrapers_[index]) {
    self_->send(scrapers_[index], start_atom_v);
  } else {
    budgets_.erase({role::scraper, index});
    hire_scraper(index);
  }
}

caf::result<scrape_summary> supervisor_state::wait() {
  waiting_.push_back(self_->make_response_promise<scrape_summary>());
  auto promise = waiting_.back();
  answer_waiting();
  return promise;
}

void supervisor_state::note(const scraper_status& status) {
  if (was_dismissed(self_->current_sender()))
    return;
  auto index = board_.note(status);
  if (!index || board_.is_working(*index))
    return;
  const auto& row = board_.row(*index);
  if (row.phase == scraper_phase::failed)
    tell(fmt::format("{}: {}", row.category, row.note));
  answer_waiting();
}

caf::result<page> supervisor_state::fetch(const fetch_request& request) {
  if (!fetcher_)
    return fail(ec::fetcher_down, shown_url(request.url));
  return self_->delegate(fetcher_, caf::get_atom_v, request);
}

// What went wrong is told before the answer, after which a script may leave.
void supervisor_state::answer_waiting() {
  auto is_over = is_open_ && !board_.is_any_working() && !is_telling_;
  if (!is_closing_ && !is_over)
    return;
  for (auto& promise : std::exchange(waiting_, {})) {
    if (board_.is_any_working() || !is_open_)
      promise.deliver(fail(ec::shutting_down, ""));
    else
      promise.deliver(board_.summary());
  }
}

// -- telling ------------------------------------------------------------------

void supervisor_state::tell(std::string text) {
  notices_.push(std::move(text));
  tell_next();
}

// One notice at a time: the answer says that it is shown.
void supervisor_state::tell_next() {
  if (is_telling_ || !repl_)
    return;
  auto text = notices_.pop();
  if (!text)
    return answer_waiting();
  is_telling_ = true;
  auto shown = [this] {
    is_telling_ = false;
    tell_next();
  };
  self_->request(repl_, caf::infinite, notice{std::move(*text), false})
    .then(shown, [shown](const caf::error&) { shown(); });
}

supervisor_self::behavior_type
supervisor(supervisor_self::stateful_pointer<supervisor_state> self,
           supervisor_config config, household house) {
  explain_crashes(self);
  auto& state = self->state;
  state.manage(config, std::move(house));
  self->set_down_handler([&state](const caf::down_msg& down) {
    state.ended(down.source, down.reason);
  });
  return {
    [&](run_atom) { return state.open(); },
    [&](status_atom) { return state.statuses(); },
    [&](scrape_atom, const std::vector<std::string>& categories) {
      return state.scrape(categories);
    },
    [&](wait_atom) { return state.wait(); },
    [&](stop_atom, int32_t exit_code) { state.close(exit_code); },
    [&](interrupt_atom) { state.interrupt(); },
    // -- what scrapers say and ask ---------------------------------------------
    [&](const scraper_status& status) { state.note(status); },
    [&](const notice& x) { state.tell(x.text); },
    [&](caf::get_atom, const fetch_request& request) {
      return state.fetch(request);
    },
    // -- own ticks -------------------------------------------------------------
    [&](start_atom, uint8_t who, uint64_t index) {
      state.hire_again(static_cast<role>(who), index);
    },
  };
}

} // namespace storify
