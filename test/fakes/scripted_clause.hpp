// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <deque>
#include <tuple>
#include <utility>

#include "caf/error.hpp"
#include "caf/local_actor.hpp"
#include "caf/result.hpp"
#include "caf/typed_response_promise.hpp"
#include "caf/unit.hpp"

namespace storify {

/// One clause of a fake actor: keeps each request until the test answers it,
/// the oldest first.
template <class Reply, class... Ts>
class scripted_clause {
public:
  explicit scripted_clause(caf::local_actor* self) : self_(self) {
  }

  /// To be called by the handler.
  template <class Self>
  caf::result<Reply> ask(Self* self, const Ts&... what) {
    ++count_;
    auto promise = self->template make_response_promise<Reply>();
    asked_.push_back({{what...}, promise});
    return promise;
  }

  /// Returns how many requests came so far.
  size_t count() const {
    return count_;
  }

  /// Returns how many requests wait for an answer.
  size_t waiting() const {
    return asked_.size();
  }

  /// Returns element `I` of the oldest request that waits.
  template <size_t I = 0>
  const auto& arg() const {
    return std::get<I>(asked_.front().what);
  }

  /// Answers the oldest request; a `caf::error` answers it badly, nothing at
  /// all is the answer where the reply is void.
  template <class... Answer>
  void answer(Answer... what) {
    // This runs outside of the actor: no worker of the scheduler is at hand.
    self_->context(nullptr);
    auto promise = asked_.front().promise;
    asked_.pop_front();
    if constexpr (sizeof...(what) == 0)
      static_cast<caf::response_promise&>(promise).deliver(caf::unit);
    else
      promise.deliver(std::move(what)...);
  }

private:
  struct request {
    std::tuple<Ts...> what;
    caf::typed_response_promise<Reply> promise;
  };

  caf::local_actor* self_;
  std::deque<request> asked_;
  size_t count_ = 0;
};

} // namespace storify
