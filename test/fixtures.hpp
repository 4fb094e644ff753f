// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

#include "caf/actor_system_config.hpp"
#include "caf/event_based_actor.hpp"
#include "caf/exit_reason.hpp"
#include "caf/expected.hpp"
#include "caf/send.hpp"

#include "messages/errors.hpp"
#include "messages/registration.hpp"

namespace storify {

/// A config that knows our messages.
struct test_config : caf::actor_system_config {
  test_config() {
    add_storify_types(*this);
  }
};

/// The answer to a request, as soon as it has come.
template <class T>
class reply {
public:
  using value_type = std::conditional_t<std::is_void_v<T>, std::monostate, T>;
  using place = std::shared_ptr<std::optional<caf::expected<value_type>>>;

  explicit reply(place where) : where_(std::move(where)) {
  }

  /// Returns whether it has come, well or badly.
  bool has_come() const {
    return where_->has_value();
  }

  /// Returns what was answered. Fails the test if that isn't there.
  const value_type& value() const& {
    CAF_REQUIRE(has_come());
    if (!**where_)
      CAF_FAIL("answered badly: " << sentence((*where_)->error()));
    return ***where_;
  }

  // A passing reply takes its place along.
  value_type value() && {
    return std::as_const(*this).value();
  }

  /// Returns the error that was answered. Fails the test if there is none.
  caf::error error() const {
    CAF_REQUIRE(has_come());
    CAF_REQUIRE(!**where_);
    return (*where_)->error();
  }

private:
  place where_;
};

/// For tests of actors; include it after "test/suite.hpp".
///
/// Actors that run only when the test says so, on a clock that the test moves.
/// Actors of a test that re-arm themselves have to be ended by its fixture.
class actor_fixture : public test_coordinator_fixture<test_config> {
public:
  /// Sends a request from an actor of its own; `sched.run()` lets it be
  /// answered.
  template <class T, caf::message_priority P = caf::message_priority::normal,
            class Handle, class... Ts>
  reply<T> ask(const Handle& whom, Ts... what) {
    auto where = std::make_shared<
      std::optional<caf::expected<typename reply<T>::value_type>>>();
    sys.spawn([=](caf::event_based_actor* asker) {
      auto badly = [=](const caf::error& why) { where->emplace(why); };
      auto sent = asker->request<P>(whom, caf::infinite, what...);
      if constexpr (std::is_void_v<T>)
        sent.then([=] { where->emplace(std::monostate{}); }, badly);
      else
        sent.then([=](const T& x) { where->emplace(x); }, badly);
    });
    return reply<T>{where};
  }

  /// Ends an actor and lets everybody take note.
  template <class Handle>
  void end(const Handle& whom) {
    caf::anon_send_exit(whom, caf::exit_reason::kill);
    sched.run();
  }

  /// Returns the state of the actor behind `whom`, spawned as an `Actor`.
  template <class State, class Interface>
  State& state_of(const Interface& whom) {
    using actor = typename Interface::template stateful_base<State>;
    return this->template deref<actor>(whom).state;
  }
};

} // namespace storify
