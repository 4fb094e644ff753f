// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "caf/stateful_actor.hpp"
#include "caf/typed_event_based_actor.hpp"

#include "core/basics/interval_grid.hpp"
#include "messages/job.hpp"
#include "messages/repl_protocol.hpp"
#include "messages/scheduler_protocol.hpp"
#include "messages/store_protocol.hpp"
#include "messages/supervisor_protocol.hpp"

namespace storify {

/// Whom the jobs may name, and who is told when one fails.
struct scheduler_contacts {
  store_actor store;
  supervisor_actor supervisor;
  notice_board board;
};

using scheduler_self = scheduler_actor::extend<
  // The job of that name is due; a stale epoch was cancelled meanwhile.
  caf::reacts_to<caf::tick_atom, std::string, uint64_t>>;

/// Owns the jobs and their next times.
class scheduler_state {
public:
  static constexpr const char* name = "scheduler";

  explicit scheduler_state(scheduler_self::pointer self) : self_(self) {
  }

  void meet(scheduler_contacts contacts);
  caf::result<void> add(const interval_job& job);
  caf::result<void> pause(const std::string& job, bool paused);
  caf::result<void> cancel(const std::string& job);
  std::vector<job_status> list() const;
  void due(const std::string& job, uint64_t epoch);

private:
  struct entry {
    job_status status;
    interval_grid grid;
    uint64_t epoch = 0;      ///< Tells this job from a cancelled namesake.
    bool is_waiting = false; ///< Came due while the run before was under way.
  };

  void arm(const entry& x);
  void run(entry& x);
  void ended(const std::string& job, uint64_t epoch, const caf::error& why);
  void tell(std::string text);

  scheduler_self::pointer self_;
  scheduler_contacts contacts_;
  std::map<std::string, entry> jobs_;
  uint64_t epochs_ = 0;
};

/// The SCHEDULER.
scheduler_self::behavior_type
scheduler(scheduler_self::stateful_pointer<scheduler_state> self,
          scheduler_contacts contacts);

} // namespace storify
