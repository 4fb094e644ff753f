// SPDX-License-Identifier: BSD-3-Clause
#include "actors/terminal.hpp"

#include <utility>

#include "caf/send.hpp"

#include "io/prompt/given_lines.hpp"
#include "io/prompt/plain_lines.hpp"

namespace storify {

namespace {

bool ends_its_receiver(const caf::type_erased_tuple& content) {
  return content.match_elements<caf::exit_msg>()
         && content.get_as<caf::exit_msg>(0).reason;
}

} // namespace

terminal::terminal(caf::actor_config& cfg, terminal_config config)
  : terminal_self::base(cfg),
    config_(std::move(config)),
    screen_(config_.out, config_.err, stop_) {
}

// Runs in the sender's thread.
void terminal::enqueue(caf::mailbox_element_ptr message,
                       caf::execution_unit* host) {
  const bool own = message->sender.get() == ctrl();
  const bool last = ends_its_receiver(message->content());
  terminal_self::base::enqueue(std::move(message), host);
  if (last)
    stop_.wake();
  if (!own)
    wake_.wake();
}

// The wakers have to outlive this: a sender may still be in `enqueue`.
void terminal::on_exit() {
  lines_.reset();
  answer_reader(fail(ec::shutting_down, {}));
}

const char* terminal::name() const {
  return "terminal";
}

terminal::behavior_type terminal::make_behavior() {
  lines_ = open_lines();
  send(this, caf::tick_atom_v);
  return {
    [this](read_atom, const std::string& prompt) { return read(prompt); },
    [this](print_atom, const output& what) { return print(what); },
    [this](progress_atom, const std::string& text) { show_progress(text); },
    [this](cancel_atom) { cancel(); },
    [this](caf::get_atom) { return screen_.columns(); },
    [this](caf::tick_atom) { wait_for_input(); },
  };
}

std::unique_ptr<line_source> terminal::open_lines() {
  switch (config_.input) {
    case input_kind::typed:
      return std::make_unique<line_editor>(
        config_.in, screen_, stop_, config_.history_file, config_.complete);
    case input_kind::given: return std::make_unique<given_lines>(config_.given);
    default:
      return std::make_unique<plain_lines>(
        config_.in, ::isatty(config_.in) ? &screen_ : nullptr);
  }
}

caf::result<std::string> terminal::read(const std::string& prompt) {
  if (!lines_)
    return ended_;
  cancel();
  lines_->ask(prompt);
  reader_ = make_response_promise<std::string>();
  return reader_;
}

void terminal::cancel() {
  if (!reader_.pending())
    return;
  lines_->cancel();
  answer_reader(fail(ec::interrupted, "reading a line"));
}

caf::result<void> terminal::print(const output& what) {
  if (lines_)
    lines_->hide();
  auto why = screen_.write(what.to, what.text);
  if (lines_)
    lines_->show();
  if (why)
    return why;
  return caf::unit;
}

void terminal::show_progress(const std::string& text) {
  // While a line is typed its place is taken. A failure will meet the next
  // print too, which somebody waits for.
  if (!reader_.pending())
    screen_.progress(text);
}

// Sleeps until something happens; the messages that came meanwhile are handled
// before it looks again.
void terminal::wait_for_input() {
  auto line = lines_->wait(wake_);
  wake_.drain();
  if (!line) {
    answer_reader(line.error());
    if (!can_go_on(line.error())) {
      ended_ = line.error();
      lines_.reset();
      return;
    }
  } else if (*line) {
    answer_reader(std::move(**line));
  }
  send(this, caf::tick_atom_v);
}

// Who types may have meant the end of a dialog.
bool terminal::can_go_on(const caf::error& why) const {
  return why == ec::bad_usage
         || (why == ec::end_of_input && config_.input == input_kind::typed);
}

template <class Answer>
void terminal::answer_reader(Answer answer) {
  if (reader_.pending())
    reader_.deliver(std::move(answer));
}

} // namespace storify
