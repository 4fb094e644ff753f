// SPDX-License-Identifier: BSD-3-Clause
// Who is hired in which order, and whom each gets to know.
#include "actors/supervisor.hpp"

namespace storify {

template <class Handle>
Handle supervisor_state::watch(Handle hired, child as) {
  self_->monitor(hired);
  children_[hired.address()] = as;
  return hired;
}

void supervisor_state::hire_front() {
  auto& sys = self_->system();
  if (!terminal_)
    terminal_ = watch(house_.hire_terminal(sys), {role::terminal});
  else // it may still read a line for the repl that crashed
    self_->send(terminal_, cancel_atom_v);
  repl_ = watch(house_.hire_repl(sys, terminal_, self_), {role::repl});
  if (store_)
    self_->send(repl_, caf::open_atom_v, store_);
  tell_next();
}

void supervisor_state::hire_stock() {
  if (store_) // both had crashed, and the other one's pause was shorter
    return;
  auto& sys = self_->system();
  if (!database_)
    database_ = watch(house_.hire_database(sys), {role::database});
  store_ = watch(house_.hire_store(sys, database_), {role::store});
  self_->send(repl_, caf::open_atom_v, store_);
}

void supervisor_state::hire_fetcher() {
  fetcher_ = watch(house_.hire_fetcher(self_->system()), {role::fetcher});
}

// Without a store there is nothing to work for: it comes with the next one.
void supervisor_state::hire_scheduler() {
  if (scheduler_ || !store_)
    return;
  scheduler_ = watch(house_.hire_scheduler(self_->system(), store_, self_,
                                           self_),
                     {role::scheduler});
  for (const auto& job : house_.jobs)
    self_->request(scheduler_, caf::infinite, caf::add_atom_v, job)
      .then([] {}, [this](const caf::error& why) { tell(sentence(why)); });
}

void supervisor_state::hire_scraper(size_t index) {
  if (scrapers_[index] || !store_) // as above
    return;
  scrapers_[index] = watch(house_.hire_scraper(self_->system(), index, self_,
                                               store_, self_),
                           {role::scraper, index});
  if (board_.is_working(index))
    self_->send(scrapers_[index], start_atom_v);
}

void supervisor_state::hire_store_users() {
  hire_scheduler();
  for (size_t i = 0; i < scrapers_.size(); ++i)
    hire_scraper(i);
}

} // namespace storify
