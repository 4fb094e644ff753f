// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <vector>

#include "caf/actor_control_block.hpp"
#include "caf/local_actor.hpp"
#include "caf/message.hpp"
#include "caf/message_id.hpp"

namespace storify {

/// Owns requests that came to an actor and that it answers together. A response
/// promise for each would do, but it names the actor in each answer: it counts
/// one reference up, and who receives the answer counts it down. Where answers
/// go by the million two processors then hand that counter to and fro. So these
/// answers come from nobody, as CAF's own do where the actor is gone.
class held_requests {
public:
  explicit held_requests(caf::local_actor* self) : self_(self) {
  }

  /// Takes the request that is handled now, or the message that nobody awaits
  /// an answer to. Its handler must return `caf::delegated`.
  void take();

  size_t size() const {
    return requests_.size();
  }

  /// Answers a request, `index` < `size()`, counted from the oldest.
  void answer(size_t index, const caf::message& reply);

  /// Forgets all of them. @pre each was answered
  void clear() {
    requests_.clear();
  }

private:
  struct request {
    caf::strong_actor_ptr asker;
    caf::message_id id;
  };

  caf::local_actor* self_;
  std::vector<request> requests_;
};

} // namespace storify
