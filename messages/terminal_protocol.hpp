// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <string>

#include "caf/replies_to.hpp"
#include "caf/typed_actor.hpp"

#include "messages/output.hpp"
#include "messages/types.hpp"

namespace storify {

/// The TERMINAL: the only one that reads stdin and, as long as the shop is
/// open, writes stdout and stderr. It has a thread of its own.
using terminal_actor = caf::typed_actor<
  // Shows this prompt and answers the next line, without its line feed; takes
  // the place of a read before it. Errors: end_of_input, terminal_lost,
  // shutting_down; interrupted (by cancel, or another read); bad_usage (this
  // line is too long, the next may be fine). Who types can type on after an
  // end_of_input.
  caf::replies_to<read_atom, std::string>::with<std::string>,
  // Prints above the line being typed; the answer (it is written and flushed)
  // is the back-pressure. Errors: terminal_lost, shutting_down; storage_failed
  // (stdout is a file on a full disk).
  caf::reacts_to<print_atom, output>,
  // Shows this one line in the place of the last progress; an empty text takes
  // it away. Shown only on a terminal.
  caf::reacts_to<progress_atom, std::string>,
  // Drops the line being typed: the read is answered with interrupted.
  caf::reacts_to<cancel_atom>,
  // Answers how many columns the terminal has, 0 if output goes to none.
  caf::replies_to<caf::get_atom>::with<uint32_t>>;

} // namespace storify
