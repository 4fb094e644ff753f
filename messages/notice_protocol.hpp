// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "caf/replies_to.hpp"
#include "caf/typed_actor.hpp"

#include "messages/output.hpp"
#include "messages/types.hpp"

namespace storify {

/// Wherever something that a person should know is put up.
using notice_board = caf::typed_actor<
  // Takes a notice to be shown; the answer is the back-pressure.
  caf::reacts_to<notice>>;

} // namespace storify
