// SPDX-License-Identifier: BSD-3-Clause
// What happens when a child ends that was not sent home.
#include "actors/supervisor.hpp"

#include <optional>

#include <fmt/format.h>

#include "core/basics/duration.hpp"

namespace storify {

namespace {

constexpr const char* to_string(role x) {
  constexpr const char* names[] = {"terminal", "repl",      "database", "store",
                                   "fetcher",  "scheduler", "scraper"};
  return names[static_cast<size_t>(x)];
}

} // namespace

void supervisor_state::ended(const caf::actor_addr& who,
                             const caf::error& why) {
  auto found = children_.find(who);
  if (found == children_.end())
    return;
  auto x = found->second;
  children_.erase(found);
  forget(x);
  if (!is_closing_)
    return crashed(x, why);
  if (x.who == role::store)
    last_save_failed(why);
  close_next();
}

void supervisor_state::forget(child x) {
  switch (x.who) {
    case role::terminal: terminal_ = nullptr; break;
    case role::repl: repl_ = nullptr; break;
    case role::database: database_ = nullptr; break;
    case role::store: store_ = nullptr; break;
    case role::fetcher: fetcher_ = nullptr; break;
    case role::scheduler: scheduler_ = nullptr; break;
    case role::scraper: scrapers_[x.index] = nullptr; break;
  }
}

void supervisor_state::crashed(child x, const caf::error& why) {
  auto what = sentence(why);
  auto& budget =
    budgets_.try_emplace(x, restart_budget{config_.restarts}).first->second;
  // A new terminal could not tell what the old one had read.
  auto delay = x.who == role::terminal ? std::nullopt
                                       : budget.crashed(self_->clock().now());
  if (!delay)
    return gave_up(x, what);
  if (x.who == role::scraper && board_.is_working(x.index))
    board_.restarting(x.index, what, *delay);
  else if (x.who != role::scraper)
    tell(fmt::format("the {} starts again in {}, since it had {}",
                     to_string(x.who), format_duration(*delay), what));
  if (x.who == role::database)
    dismiss(store_);
  if (x.who == role::database || x.who == role::store)
    dismiss_store_users();
  self_->scheduled_send(self_, self_->clock().now() + *delay, start_atom_v,
                        static_cast<uint8_t>(x.who), uint64_t{x.index});
}

void supervisor_state::gave_up(child x, const std::string& what) {
  switch (x.who) {
    case role::scraper:
      board_.gave_up(x.index, what);
      tell(fmt::format("{}: {}", board_.row(x.index).category,
                       board_.row(x.index).note));
      return answer_waiting();
    case role::fetcher:
      return tell("the fetcher crashed too often and stays away; leave and "
                  "start storify again to scrape");
    case role::scheduler:
      return tell("the scheduler crashed too often and stays away; nothing is "
                  "saved by itself, use `save`");
    case role::database:
    case role::store:
      last_words_ = fmt::format("the {} crashed too often: {}",
                                to_string(x.who), what);
      return close(storify::exit_code(ec::storage_failed));
    case role::terminal:
    case role::repl: return close(storify::exit_code(ec::crashed));
  }
}

void supervisor_state::hire_again(role who, uint64_t index) {
  if (is_closing_)
    return;
  switch (who) {
    case role::terminal:
    case role::repl: return hire_front();
    case role::database:
    case role::store:
      hire_stock();
      hire_store_users();
      return await_load();
    case role::fetcher: return hire_fetcher();
    case role::scheduler: return hire_scheduler();
    case role::scraper: return hire_scraper(static_cast<size_t>(index));
  }
}

// Those who know a store that is gone go too: a new one comes with new ones.
void supervisor_state::dismiss_store_users() {
  dismiss(scheduler_);
  for (auto& x : scrapers_)
    dismiss(x);
}

template <class Handle>
void supervisor_state::dismiss(Handle& who) {
  if (!who)
    return;
  children_.erase(who.address());
  self_->send_exit(who, caf::exit_reason::user_shutdown);
  who = nullptr;
}

// A scraper that goes with its store may still tell of the run that is over,
// after the one in its place has told more.
bool supervisor_state::was_dismissed(const caf::strong_actor_ptr& who) const {
  return who && children_.count(caf::actor_cast<caf::actor_addr>(who)) == 0;
}

} // namespace storify
