// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "caf/stateful_actor.hpp"
#include "caf/typed_event_based_actor.hpp"

#include "messages/output.hpp"
#include "messages/terminal_protocol.hpp"
#include "test/fakes/scripted_clause.hpp"

namespace storify {

/// A TERMINAL where the test types and reads.
struct fake_terminal_state {
  static constexpr const char* name = "fake_terminal";

  explicit fake_terminal_state(terminal_actor::pointer self)
    : read(self), print(self) {
  }

  scripted_clause<std::string, std::string> read;
  scripted_clause<void, output> print; ///< Asked while `holds_prints`.
  bool holds_prints = false;
  uint32_t width = 0;

  std::string answers; ///< All that was printed to stdout …
  std::string asides;  ///< … and to stderr.
  size_t prints = 0;
  std::vector<std::string> progress;
  size_t cancels = 0;

  caf::result<void> take(terminal_actor::pointer self, const output& x) {
    ++prints;
    (x.to == channel::answer ? answers : asides) += x.text;
    if (holds_prints)
      return print.ask(self, x);
    return caf::unit;
  }

  void cancel() {
    ++cancels;
    if (read.waiting() > 0)
      read.answer(fail(ec::interrupted, "the line"));
  }
};

inline terminal_actor::behavior_type
fake_terminal(terminal_actor::stateful_pointer<fake_terminal_state> self) {
  auto& state = self->state;
  return {
    [&state, self](read_atom, const std::string& prompt) {
      return state.read.ask(self, prompt);
    },
    [&state, self](print_atom, const output& x) { return state.take(self, x); },
    [&state](progress_atom, const std::string& text) {
      state.progress.push_back(text);
    },
    [&state](cancel_atom) { state.cancel(); },
    [&state](caf::get_atom) { return state.width; },
  };
}

} // namespace storify
