// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <exception>
#include <string>

#include "caf/scheduled_actor.hpp"
#include "caf/sec.hpp"

#include "messages/errors.hpp"

namespace storify {

/// Makes an actor that throws end with `ec::crashed` and what it threw, so that
/// whoever restarts it can say why.
inline void explain_crashes(caf::scheduled_actor* self) {
  self->set_exception_handler(
    [](caf::scheduled_actor* who, std::exception_ptr& thrown) -> caf::error {
      std::string what = who->name();
      try {
        std::rethrow_exception(thrown);
      } catch (const std::exception& known) {
        what += std::string{": "} + known.what();
      } catch (...) {
        what += ": something that is no std::exception";
      }
      return fail(ec::crashed, std::move(what));
    });
}

/// Returns whether `why` is what a request gets whose receiver crashed, or had
/// crashed before.
inline bool is_crash(const caf::error& why) {
  return why == ec::crashed || why == caf::sec::request_receiver_down;
}

} // namespace storify
