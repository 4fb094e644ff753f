// SPDX-License-Identifier: BSD-3-Clause
// How the shop closes: the children go home in the reverse of the order in
// which they were hired, each role after the one before has gone.
#include "actors/supervisor.hpp"

#include <chrono>

#include "caf/send.hpp"

namespace storify {

// Comes back here whenever somebody has gone.
void supervisor_state::close_next() {
  if (send_home(role::scraper) && send_home(role::scheduler)
      && send_home(role::fetcher)) {
    if (last_save_ == saving::not_yet)
      save_last();
    else if (last_save_ == saving::over && send_home(role::store)
             && send_home(role::database) && send_home(role::repl)
             && send_home(role::terminal))
      leave();
  }
}

// Sends everybody of this role home once, and returns whether all have gone.
bool supervisor_state::send_home(role who) {
  auto first = sent_home_.insert(who).second;
  auto all_gone = true;
  for (const auto& [address, x] : children_) {
    if (x.who != who)
      continue;
    all_gone = false;
    if (first)
      self_->send_exit(address, caf::exit_reason::user_shutdown);
    else
      break;
  }
  return all_gone;
}

void supervisor_state::save_last() {
  last_save_ = saving::asked;
  if (!store_) // it crashed: a new one would know no more than the file
    return last_save_over();
  self_->request(store_, caf::infinite, save_atom_v)
    .then([this](const save_report&) { last_save_over(); },
          [this](const caf::error& why) { last_save_failed(why); });
}

// The answer to the request tells it, or the end of a store that crashed
// meanwhile and answers no more.
void supervisor_state::last_save_failed(const caf::error& why) {
  if (last_save_ != saving::asked)
    return;
  exit_code_ = storify::exit_code(ec::storage_failed);
  if (last_words_.empty())
    last_words_ = sentence(why);
  last_save_over();
}

// The repl is about to go; a terminal that nobody reads must not keep the shop
// open, so this has a time-out.
void supervisor_state::last_save_over() {
  auto go_on = [this] {
    last_save_ = saving::over;
    close_next();
  };
  if (last_words_.empty())
    return go_on();
  last_save_ = saving::told;
  self_->request(repl_, std::chrono::seconds(1), notice{last_words_, true})
    .then(go_on, [go_on](const caf::error&) { go_on(); });
}

supervisor_state::~supervisor_state() {
  for (const auto& [address, x] : children_)
    caf::anon_send_exit(address, caf::exit_reason::user_shutdown);
}

void supervisor_state::leave() {
  day_.deliver(exit_code_);
  self_->quit();
}

} // namespace storify
