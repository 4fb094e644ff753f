// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <chrono>
#include <mutex>
#include <thread>

#include "caf/policy/work_sharing.hpp"
#include "caf/resumable.hpp"

namespace storify {

/// CAF's work sharing (an idle program uses no CPU, and a message that a busy
/// handler sends is picked up in microseconds), but a worker that finds nothing
/// to do looks around for a moment before it falls asleep, about as long as a
/// commit takes: to wake it costs the sender of the next message more than most
/// messages take.
class eager_sharing : public caf::policy::work_sharing {
public:
  template <class Worker>
  caf::resumable* dequeue(Worker* self) {
    using clock = std::chrono::steady_clock;
    constexpr std::chrono::microseconds moment{300};
    auto& shared = d(self->parent());
    auto end = clock::now() + moment;
    do {
      // Let the roles with threads of their own run first: under a flood no
      // worker would ever leave them a core by falling asleep.
      std::this_thread::yield();
      if (auto* job = try_dequeue(shared))
        return job;
    } while (clock::now() < end);
    return work_sharing::dequeue(self);
  }

private:
  static caf::resumable* try_dequeue(coordinator_data& shared) {
    std::unique_lock<std::mutex> guard{shared.lock, std::try_to_lock};
    if (!guard || shared.queue.empty())
      return nullptr;
    auto* job = shared.queue.front();
    shared.queue.pop_front();
    return job;
  }
};

} // namespace storify
