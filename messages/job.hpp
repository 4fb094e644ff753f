// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <string>

#include "caf/error.hpp"
#include "caf/meta/load_callback.hpp"
#include "caf/meta/type_name.hpp"
#include "caf/timespan.hpp"

#include "messages/types.hpp"

namespace storify {

/// What a job does when it is due.
enum class job_action : uint8_t {
  save,   ///< Asks the store to save.
  scrape, ///< Asks the supervisor to scrape every category.
};

/// Something to be done again and again, on a steady grid.
struct interval_job {
  std::string name;      ///< Unique among the jobs.
  caf::timespan every{}; ///< > 0.
  job_action action = job_action::save;

  bool operator==(const interval_job&) const = default;
};

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, interval_job& x) {
  auto action = static_cast<uint8_t>(x.action);
  auto take = [&]() -> caf::error {
    if (action > static_cast<uint8_t>(job_action::scrape))
      return fail(ec::bad_job, "unknown action");
    x.action = static_cast<job_action>(action);
    return caf::none;
  };
  return f(caf::meta::type_name("interval_job"), x.name, x.every, action,
           caf::meta::load_callback(take));
}

/// A job and how it is doing.
struct job_status {
  interval_job job;
  bool paused = false;
  bool running = false;
  uint64_t runs = 0;     ///< Ended so far, well or badly.
  uint64_t failures = 0; ///< Of those, ended badly.
  std::string note;      ///< Why the last run failed, or empty.

  bool operator==(const job_status&) const = default;
};

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, job_status& x) {
  return f(caf::meta::type_name("job_status"), x.job, x.paused, x.running,
           x.runs, x.failures, x.note);
}

} // namespace storify
