// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <utility>

#include "caf/invoke_message_result.hpp"
#include "caf/mailbox_element.hpp"
#include "caf/stateful_actor.hpp"
#include "caf/typed_event_based_actor.hpp"

namespace storify {

/// Who plays along; the order is that of `name_of`.
enum class part : uint8_t {
  terminal,
  manager,
  database,
  store,
  fetcher,
  scheduler,
  scraper,
  supervisor,
};

constexpr const char* name_of(part x) {
  constexpr const char* names[] = {"terminal", "manager",   "database",
                                   "store",    "fetcher",   "scheduler",
                                   "scraper",  "supervisor"};
  return names[static_cast<size_t>(x)];
}

/// An actor of a play.
class party {
public:
  party(part role, size_t number) : plays(role), index(number) {
  }
  virtual ~party() = default;

  part plays;
  size_t index;          ///< Of the manager or the scraper.
  uint64_t id = 0;       ///< Of the actor.
  uint64_t priority = 0; ///< The one with the highest goes first.
};

/// Sees every message of a play.
class onlooker {
public:
  /// What to do when a message has been handled.
  using sequel = std::function<void()>;

  virtual ~onlooker() = default;

  virtual void joins(party& who) = 0;

  /// A message comes into the mailbox of `to`.
  virtual void sent(const party& to, const caf::mailbox_element& x) = 0;

  /// A message is about to be handled, unless it has to wait.
  virtual sequel handling(const party& who, const caf::mailbox_element& x) = 0;

  /// A message was handled: returns whether the actor crashes at that.
  virtual bool crashes(const party& who) = 0;
};

/// A real actor in a play: `Self` is its interface with its own ticks.
template <class Self, class State>
class watched : public Self::template stateful_base<State>, public party {
public:
  using super = typename Self::template stateful_base<State>;
  using behavior_type = typename super::behavior_type;
  using start_function = std::function<behavior_type(super*)>;

  watched(caf::actor_config& cfg, onlooker* eyes, part role, size_t number,
          start_function start)
    : super(cfg), party(role, number), eyes_(eyes), start_(std::move(start)) {
    party::id = super::id();
    eyes_->joins(*this);
  }

  void enqueue(caf::mailbox_element_ptr x, caf::execution_unit* unit) override {
    eyes_->sent(*this, *x);
    super::enqueue(std::move(x), unit);
  }

  caf::invoke_message_result consume(caf::mailbox_element& x) override {
    auto sequel = eyes_->handling(*this, x);
    auto result = super::consume(x);
    if (result == caf::invoke_message_result::skipped)
      return result;
    if (sequel)
      sequel();
    if (eyes_->crashes(*this))
      throw std::runtime_error{"a planned crash"};
    return result;
  }

protected:
  behavior_type make_behavior() override {
    return std::exchange(start_, nullptr)(this);
  }

private:
  onlooker* eyes_;
  start_function start_;
};

} // namespace storify
