// SPDX-License-Identifier: BSD-3-Clause
#include "actors/repl.hpp"

#include <variant>

#include <fmt/format.h>

#include "caf/sec.hpp"

#include "actors/crash.hpp"
#include "core/basics/text.hpp"

namespace storify {

namespace {

constexpr const char* prompt = "Store> ";
constexpr const char* unsaved_prompt = "Store (not saved)> ";
constexpr const char* leaving = "exit";
constexpr const char* again = "Ctrl-C again within 2 s saves and leaves";

} // namespace

void repl_state::meet(repl_config config, terminal_actor terminal,
                      supervisor_actor supervisor) {
  config_ = std::move(config);
  terminal_ = std::move(terminal);
  supervisor_ = std::move(supervisor);
}

void repl_state::serve(store_actor store) {
  auto is_first = !store_;
  store_ = std::move(store);
  if (std::exchange(is_watching_, false))
    watch_inventory(true);
  if (awaits_store_) { // the store that crashed took its promise along
    ++run_;
    failed(caf::sec::request_receiver_down);
  }
  if (awaits_load_)
    return first_line();
  if (!is_first)
    return;
  if (config_.banner.empty() || config_.quiet)
    first_line();
  else
    print(channel::aside, config_.banner, [this] { first_line(); });
}

// -- the loop -----------------------------------------------------------------

// A script waits for the load: if that fails the shop closes with the reason,
// which each of its commands would only say again. If the store crashes, the
// next one is waited for.
void repl_state::first_line() {
  awaits_load_ = !config_.interactive;
  if (!awaits_load_)
    return next_line();
  self_->request(store_, caf::infinite, count_atom_v)
    .then(
      [this, run = run_](int64_t) {
        if (run == run_ && awaits_load_)
          next_line();
      },
      [](const caf::error&) {});
}

// Whoever types sees at once whether what was changed is on the disk.
void repl_state::next_line() {
  line_.clear();
  is_changing_ = false;
  awaits_load_ = false;
  if (!config_.interactive || !may_be_unsaved_)
    return next_line({});
  auto go_on = [this, run = run_](const std::string& trouble) {
    if (run == run_)
      next_line(trouble);
  };
  self_
    ->request<caf::message_priority::high>(store_, caf::infinite, status_atom_v)
    .then(go_on, [go_on](const caf::error&) { go_on({}); });
}

void repl_state::next_line(const std::string& trouble) {
  may_be_unsaved_ = !trouble.empty();
  ask(may_be_unsaved_ ? unsaved_prompt : prompt,
      [this](const std::string& line) { execute(line); });
}

// A person may take for ever, so there is no time-out; the terminal answers
// when it goes.
void repl_state::ask(const std::string& question, line_handler take) {
  if (is_leaving_)
    return;
  is_asking_ = true;
  self_->request(terminal_, caf::infinite, read_atom_v, question)
    .then(
      [this, take, run = run_](const std::string& line) {
        is_asking_ = false;
        if (run != run_)
          return;
        if (config_.interactive) // who types on doesn't want to leave
          interrupted_at_.reset();
        take(line);
      },
      [this, run = run_](const caf::error& why) {
        is_asking_ = false;
        if (run == run_)
          no_line(why);
      });
}

void repl_state::no_line(const caf::error& why) {
  auto is_question = !line_.empty();
  auto go_on = [this] { next_line(); };
  if (why == ec::interrupted)
    return print_aside(is_question ? "gave up " + line_ + "; " + again : again,
                       go_on);
  if (why == ec::end_of_input && is_question && config_.interactive
      && line_ != leaving)
    return print_aside("gave up " + line_ + "; Ctrl-D again leaves", go_on);
  if (why == ec::end_of_input && is_question && !config_.interactive)
    return failed(fail(ec::bad_usage, line_
                                        + ": the input ended before every "
                                          "question was answered"));
  if (why == ec::not_utf8 || why == ec::bad_usage)
    return failed(why);
  if (why == ec::end_of_input && !is_question)
    return leave_saved();
  leave(exit_code_so_far());
}

void repl_state::execute(const std::string& line) {
  ++run_;
  line_ = line;
  last_failure_.clear();
  last_notice_.clear();
  auto parsed = parse_command(line, config_.defaults);
  if (!parsed)
    return failed(parsed.error());
  std::visit([this](const auto& x) { run(x); }, *parsed);
}

void repl_state::answer(std::string text) {
  print(channel::answer, std::move(text), [this] { next_line(); });
}

void repl_state::failed(const caf::error& why) {
  auto code = storify::exit_code(why);
  if (first_failure_ == 0)
    first_failure_ = code;
  list_.reset();
  awaits_store_ = false;
  may_be_unsaved_ = may_be_unsaved_ || why == ec::storage_failed
                    || why == ec::storage_damaged;
  watch_inventory(false);
  auto go_on = [this, code] {
    if (config_.stop && !config_.interactive)
      leave(code);
    else
      next_line();
  };
  // The same fault can reach us as a notice and as the answer to the command
  // that runs: it is said once.
  last_failure_ = printable(sentence(why));
  if (last_failure_ == last_notice_ || last_failure_ == last_words_)
    go_on();
  else
    print_aside(last_failure_, go_on);
}

// A person whose changes the disk did not take is asked before they are lost.
void repl_state::leave_saved() {
  line_ = leaving;
  if (!config_.interactive)
    return leave(exit_code_so_far());
  awaits_store_ = true;
  auto is_current = [this, run = run_] {
    return run == run_ && std::exchange(awaits_store_, false);
  };
  self_
    ->request<caf::message_priority::high>(store_, caf::infinite, save_atom_v)
    .then(
      [this, is_current](const save_report&) {
        if (is_current())
          leave(exit_code_so_far());
      },
      [this, is_current](const caf::error& why) {
        if (is_current())
          print_aside(sentence(why), [this] { ask_whether_to_leave(); });
      });
}

// Whatever is answered from here on is stale.
void repl_state::leave(int32_t exit_code) {
  if (std::exchange(is_leaving_, true))
    return;
  ++run_;
  self_->send(supervisor_, stop_atom_v, exit_code);
}

// -- printing -----------------------------------------------------------------

void repl_state::print(channel to, std::string text,
                       std::function<void()> then) {
  auto go_on = [then = std::move(then), run = run_, this] {
    if (run == run_)
      then();
  };
  self_
    ->request(terminal_, caf::infinite, print_atom_v,
              output{to, std::move(text)})
    .then(go_on, [this](const caf::error& why) {
      if (why == ec::storage_failed)
        return no_room(why);
      leave(exit_code_so_far()); // nobody reads what we print any more
    });
}

// What we print goes to a file, and there is no room for it: where notices go
// there may be.
void repl_state::no_room(const caf::error& why) {
  if (first_failure_ == 0)
    first_failure_ = storify::exit_code(why);
  auto end = [this] { leave(exit_code_so_far()); };
  self_
    ->request(terminal_, caf::infinite, print_atom_v,
              output{channel::aside, sentence(why) + "\n"})
    .then(end, [end](const caf::error&) { end(); });
}

void repl_state::print_aside(const std::string& text,
                             std::function<void()> then) {
  auto line = printable(text) + "\n";
  if (config_.color)
    line = "\x1b[31m" + printable(text) + "\x1b[0m\n";
  print(channel::aside, std::move(line), std::move(then));
}

caf::result<void> repl_state::show(const notice& x) {
  may_be_unsaved_ = true; // the notice may be about that
  // A script that leaves has all that it wanted.
  auto is_silent = config_.quiet || (is_leaving_ && !config_.interactive);
  if (is_silent && !x.urgent)
    return caf::unit;
  auto text = printable(x.text);
  (x.urgent ? last_words_ : last_notice_) = text;
  if (text == last_failure_)
    return caf::unit;
  return self_->delegate(terminal_, print_atom_v,
                         output{channel::aside, text + "\n"});
}

// -- Ctrl-C -------------------------------------------------------------------

void repl_state::interrupt() {
  auto now = self_->clock().now();
  auto is_second = interrupted_at_
                   && now - *interrupted_at_ < config_.interrupt_window;
  interrupted_at_ = now;
  if (is_second || !config_.interactive) // a script is ended by a first one
    return leave(storify::exit_code(fail(ec::interrupted, "")));
  if (!store_) // nothing has begun
    return;
  if (is_asking_) // the prompt, or a question of the command
    return self_->send(terminal_, cancel_atom_v);
  ++run_;
  if (line_.empty()) // before the first command, or between two
    return print_aside(again, [this] { first_line(); });
  // What was asked of the store is not taken back.
  auto may_come = is_changing_ ? "; it may still be done, `undo` takes it back"
                               : "";
  failed(
    fail(ec::interrupted, fmt::format("{}{}; {}", line_, may_come, again)));
}

repl_self::behavior_type repl(repl_self::stateful_pointer<repl_state> self,
                              repl_config config, terminal_actor terminal,
                              supervisor_actor supervisor) {
  explain_crashes(self);
  auto& state = self->state;
  state.meet(std::move(config), std::move(terminal), std::move(supervisor));
  return {
    [&](caf::open_atom, const store_actor& store) { state.serve(store); },
    [&](interrupt_atom) { state.interrupt(); },
    [&](const notice& x) { return state.show(x); },
    [&](const inventory_changed& x) { return state.show_progress(x); },
    [&](caf::tick_atom, uint64_t run) { state.print_slice(run); },
  };
}

} // namespace storify
