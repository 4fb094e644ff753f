// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "caf/typed_event_based_actor.hpp"
#include "caf/typed_response_promise.hpp"

#include "io/basics/waker.hpp"
#include "io/prompt/line_editor.hpp"
#include "io/prompt/line_source.hpp"
#include "io/prompt/screen.hpp"
#include "messages/terminal_protocol.hpp"

namespace storify {

/// Where the lines come from.
enum class input_kind : uint8_t {
  typed, ///< At a terminal, edited there.
  piped, ///< From a pipe or a file, or typed while stdout is no terminal.
  given, ///< Known beforehand (`-c`).
};

struct terminal_config {
  input_kind input = input_kind::piped;
  std::vector<std::string> given; ///< The lines, if they are given.
  std::string history_file;       ///< Of typed lines; empty = none.
  completer complete;             ///< Of typed lines; empty = none.
  int in = 0;                     ///< stdin
  int out = 1;                    ///< stdout
  int err = 2;                    ///< stderr
};

/// The public interface and the TERMINAL's own way to look for input again.
using terminal_self = terminal_actor::extend<caf::reacts_to<caf::tick_atom>>;

/// Owns stdin, stdout and stderr. Spawn it `caf::detached`, and end it by an
/// exit message: it sleeps in `poll`, out of which each message wakes it.
/// SIGPIPE has to be ignored; for typed input the `line_editor_signals` have
/// to be blocked in every thread.
class terminal : public terminal_self::base {
public:
  terminal(caf::actor_config& cfg, terminal_config config);

  void enqueue(caf::mailbox_element_ptr message,
               caf::execution_unit* host) override;
  void on_exit() override;
  const char* name() const override;

protected:
  behavior_type make_behavior() override;

private:
  std::unique_ptr<line_source> open_lines();
  caf::result<std::string> read(const std::string& prompt);
  void cancel();
  caf::result<void> print(const output& what);
  void show_progress(const std::string& text);
  void wait_for_input();
  bool can_go_on(const caf::error& why) const;
  template <class Answer>
  void answer_reader(Answer answer);

  const terminal_config config_;
  waker wake_; ///< At each message.
  waker stop_; ///< At the one that ends this actor.
  screen screen_;
  std::unique_ptr<line_source> lines_; ///< Null once they have ended.
  caf::error ended_;                   ///< Why no line will come any more.
  caf::typed_response_promise<std::string> reader_;
};

} // namespace storify
