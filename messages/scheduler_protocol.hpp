// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <string>
#include <vector>

#include "caf/replies_to.hpp"
#include "caf/typed_actor.hpp"

#include "messages/job.hpp"
#include "messages/types.hpp"

namespace storify {

/// The SCHEDULER: does things when they are due, by messages to itself.
using scheduler_actor = caf::typed_actor<
  // Adds a job; it is due one interval from now, then on that grid. Errors:
  // job_exists, bad_job.
  caf::reacts_to<caf::add_atom, interval_job>,
  // Lets the grid pass without doing anything. Errors: no_such_job.
  caf::reacts_to<pause_atom, std::string>,
  // Goes on with the next time of the grid. Errors: no_such_job.
  caf::reacts_to<resume_atom, std::string>,
  // Forgets a job; a run under way ends. Errors: no_such_job.
  caf::reacts_to<cancel_atom, std::string>,
  // Answers the jobs, by name.
  caf::replies_to<list_atom>::with<std::vector<job_status>>>;

} // namespace storify
