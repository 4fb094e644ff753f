// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

#include "caf/resumable.hpp"

#include "test/schedules/dice.hpp"
#include "test/schedules/party.hpp"

namespace storify {

enum class strategy : uint8_t {
  uniform,     ///< Any actor that has a message may be next.
  by_priority, ///< That of the highest priority is, until priorities change.
};

/// Says who is next.
class chooser {
public:
  chooser(strategy how, dice& luck) : how_(how), luck_(luck) {
    if (how == strategy::by_priority)
      for (int i = 0; i < 3; ++i)
        changes_.push_back(luck.roll(most_steps));
  }

  /// Returns the index of a job.
  size_t pick(const std::deque<caf::resumable*>& jobs) {
    ++step_;
    if (how_ == strategy::uniform)
      return luck_.roll(jobs.size());
    auto best = highest(jobs);
    if (std::count(changes_.begin(), changes_.end(), step_) > 0) {
      if (auto* who = dynamic_cast<party*>(jobs[best]))
        who->priority = --lowest_;
      best = highest(jobs);
    }
    return best;
  }

private:
  static constexpr size_t most_steps = 200;

  // Whoever is no party only starts or ends the play.
  static size_t highest(const std::deque<caf::resumable*>& jobs) {
    size_t best = 0;
    uint64_t most = 0;
    for (size_t i = 0; i < jobs.size(); ++i) {
      auto* who = dynamic_cast<party*>(jobs[i]);
      auto priority = who == nullptr ? UINT64_MAX : who->priority;
      if (priority > most) {
        most = priority;
        best = i;
      }
    }
    return best;
  }

  strategy how_;
  dice& luck_;
  size_t step_ = 0;
  std::vector<size_t> changes_; ///< Steps at which the highest goes last.
  uint64_t lowest_ = 1000;
};

} // namespace storify
