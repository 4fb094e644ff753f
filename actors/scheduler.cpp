// SPDX-License-Identifier: BSD-3-Clause
#include "actors/scheduler.hpp"

#include <utility>

#include <fmt/format.h>

#include "actors/crash.hpp"

namespace storify {

void scheduler_state::meet(scheduler_contacts contacts) {
  contacts_ = std::move(contacts);
}

caf::result<void> scheduler_state::add(const interval_job& job) {
  if (job.name.empty())
    return fail(ec::bad_job, "it has no name");
  if (job.every.count() <= 0)
    return fail(ec::bad_job, job.name + " needs an interval above zero");
  if (jobs_.count(job.name) > 0)
    return fail(ec::job_exists, job.name);
  entry x{{}, {self_->clock().now(), job.every}, ++epochs_};
  x.status.job = job;
  arm(jobs_.emplace(job.name, std::move(x)).first->second);
  return caf::unit;
}

caf::result<void> scheduler_state::pause(const std::string& job, bool paused) {
  auto found = jobs_.find(job);
  if (found == jobs_.end())
    return fail(ec::no_such_job, job);
  found->second.status.paused = paused;
  found->second.is_waiting = false;
  return caf::unit;
}

caf::result<void> scheduler_state::cancel(const std::string& job) {
  if (jobs_.erase(job) == 0)
    return fail(ec::no_such_job, job);
  return caf::unit;
}

std::vector<job_status> scheduler_state::list() const {
  std::vector<job_status> result;
  result.reserve(jobs_.size());
  for (const auto& [job, x] : jobs_)
    result.push_back(x.status);
  return result;
}

void scheduler_state::due(const std::string& job, uint64_t epoch) {
  auto found = jobs_.find(job);
  if (found == jobs_.end() || found->second.epoch != epoch)
    return;
  auto& x = found->second;
  arm(x);
  if (x.status.paused)
    return;
  if (x.status.running)
    x.is_waiting = true;
  else
    run(x);
}

void scheduler_state::arm(const entry& x) {
  self_->scheduled_send(self_, x.grid.next_after(self_->clock().now()),
                        caf::tick_atom_v, x.status.job.name, x.epoch);
}

// Whom a job names is local and answers always, so no time-out is needed.
void scheduler_state::run(entry& x) {
  x.status.running = true;
  auto ended_with = [this, job = x.status.job.name, epoch = x.epoch](
                      const caf::error& why) { ended(job, epoch, why); };
  switch (x.status.job.action) {
    case job_action::save:
      self_->request(contacts_.store, caf::infinite, save_atom_v)
        .then([ended_with](const save_report&) { ended_with(caf::none); },
              ended_with);
      break;
    case job_action::scrape:
      self_
        ->request(contacts_.supervisor, caf::infinite, scrape_atom_v,
                  std::vector<std::string>{})
        .then([ended_with](
                const std::vector<std::string>&) { ended_with(caf::none); },
              ended_with);
      break;
  }
}

void scheduler_state::ended(const std::string& job, uint64_t epoch,
                            const caf::error& why) {
  auto found = jobs_.find(job);
  if (found == jobs_.end() || found->second.epoch != epoch)
    return;
  auto& x = found->second;
  x.status.running = false;
  ++x.status.runs;
  x.status.failures += why ? 1 : 0;
  auto before = std::exchange(x.status.note, why ? sentence(why) : "");
  if (x.status.note != before)
    tell(why ? fmt::format("{}: {}", job, x.status.note)
             : fmt::format("{} works again", job));
  if (std::exchange(x.is_waiting, false))
    run(x);
}

void scheduler_state::tell(std::string text) {
  // A board that is gone has nobody to read it.
  self_->request(contacts_.board, caf::infinite, notice{std::move(text), false})
    .then([] {}, [](const caf::error&) {});
}

scheduler_self::behavior_type
scheduler(scheduler_self::stateful_pointer<scheduler_state> self,
          scheduler_contacts contacts) {
  explain_crashes(self);
  auto& state = self->state;
  state.meet(std::move(contacts));
  return {
    [&](caf::add_atom, const interval_job& job) { return state.add(job); },
    [&](pause_atom, const std::string& name) {
      return state.pause(name, true);
    },
    [&](resume_atom, const std::string& name) {
      return state.pause(name, false);
    },
    [&](cancel_atom, const std::string& name) { return state.cancel(name); },
    [&](list_atom) { return state.list(); },
    [&](caf::tick_atom, const std::string& name, uint64_t epoch) {
      state.due(name, epoch);
    },
  };
}

} // namespace storify
