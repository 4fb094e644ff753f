// SPDX-License-Identifier: BSD-3-Clause
#include "io/prompt/line_editor.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <system_error>
#include <utility>

#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <readline/readline.h>

#include "messages/errors.hpp"

namespace storify {

line_editor* line_editor::the_one = nullptr;

sigset_t line_editor_signals() {
  sigset_t set;
  ::sigemptyset(&set);
  for (int signal : {SIGWINCH, SIGTSTP, SIGCONT})
    ::sigaddset(&set, signal);
  return set;
}

namespace {

// Returns whether a backslash takes its meaning from the character at `place`.
int is_escaped(char* line, int place) {
  auto before = std::string_view{line, static_cast<size_t>(place)};
  auto backslashes = before.size() - (before.find_last_not_of('\\') + 1);
  return static_cast<int>(backslashes % 2);
}

} // namespace

line_editor::line_editor(int in, screen& out, const waker& stop,
                         const std::string& history_file, completer complete)
  : in_fd_(in),
    screen_(out),
    stop_(stop),
    complete_(std::move(complete)),
    history_(history_file),
    in_(::fdopen(::dup(in), "r")),
    out_(::fopencookie(this, "w", {nullptr, &write_bytes, nullptr, nullptr})) {
  auto set = line_editor_signals();
  signals_ = unique_fd{::signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC)};
  if (!in_ || !out_ || !signals_)
    throw std::system_error(errno, std::generic_category(), "line editor");
  the_one = this;
  set_up_readline();
  take_terminal();
}

line_editor::~line_editor() {
  if (asked_)
    leave_line("\n");
  give_terminal();
  the_one = nullptr;
}

void line_editor::set_up_readline() {
  ::rl_readline_name = "storify";
  ::rl_instream = in_.get();
  ::rl_outstream = out_.get();
  ::rl_getc_function = &next_byte;
  ::rl_attempted_completion_function = &on_tab;
  // A word ends where `split_words` ends it.
  ::rl_completer_word_break_characters = " \t\n";
  ::rl_completer_quote_characters = "\"'";
  ::rl_filename_quote_characters = " \t\n\\\"'";
  ::rl_char_is_quoted_p = &is_escaped;
  ::rl_catch_signals = 0;
  ::rl_catch_sigwinch = 0;
  ::rl_change_environment = 0; // other threads may read the environment
  // Readline would give the terminal back between two lines.
  ::rl_prep_term_function = nullptr;
  ::rl_deprep_term_function = nullptr;
  ::rl_initialize();
  // A question here would keep notices waiting.
  ::rl_completion_query_items = -1;
  ::rl_variable_bind("page-completions", "off");
}

void line_editor::ask(const std::string& prompt) {
  prompt_ = prompt;
  begin_line();
  if (!pasted_.empty())
    type_pasted_line();
  flush();
}

void line_editor::begin_line() {
  ::rl_callback_handler_install(prompt_.c_str(), &on_line);
  asked_ = true;
}

// Lets readline show and accept it as if it were typed.
void line_editor::type_pasted_line() {
  ::rl_insert_text(pasted_.front().c_str());
  pasted_.pop_front();
  ::rl_redisplay();
  ::rl_execute_next('\n');
  ::rl_callback_read_char();
}

next_line line_editor::wait(const waker& wake) {
  if (line_)
    return outcome();
  pollfd fds[] = {{wake.fd(), POLLIN, 0},
                  {signals_.get(), POLLIN, 0},
                  {asked_ && fate_ == fate::open ? in_fd_ : -1, POLLIN, 0}};
  if (::poll(fds, 3, -1) < 0)
    return std::nullopt;
  if (fds[1].revents)
    obey_signals();
  if (fds[2].revents)
    ::rl_callback_read_char();
  flush();
  return outcome();
}

next_line line_editor::outcome() {
  if (fate_ == fate::lost)
    return fail(ec::terminal_lost, {});
  if (line_)
    return std::exchange(line_, std::nullopt);
  if (std::exchange(is_end_, false))
    return fail(ec::end_of_input, {});
  return std::nullopt;
}

void line_editor::cancel() {
  pasted_.clear();
  if (!asked_)
    return;
  leave_line("^C\n");
  flush();
}

// Ends the line where it is, unaccepted, with `mark` behind it.
void line_editor::leave_line(const char* mark) {
  ::rl_callback_sigcleanup(); // out of a search or an unfinished key
  ::rl_free_line_state();
  ::rl_point = ::rl_end;
  ::rl_redisplay();
  std::fputs(mark, out_.get());
  ::rl_callback_handler_remove();
  asked_ = false;
}

void line_editor::hide() {
  if (asked_)
    ::rl_clear_visible_line();
  flush();
}

void line_editor::show() {
  if (asked_) {
    ::rl_on_new_line();
    ::rl_redisplay();
  }
  flush();
}

void line_editor::accept(const std::string& text) {
  auto end = text.find('\n');
  line_ = text.substr(0, end);
  while (end != std::string::npos && end + 1 < text.size()) {
    auto begin = end + 1;
    end = text.find('\n', begin);
    pasted_.push_back(text.substr(begin, end - begin));
  }
  history_.add(*line_);
}

void line_editor::obey_signals() {
  signalfd_siginfo what{};
  while (::read(signals_.get(), &what, sizeof(what)) == sizeof(what)) {
    if (what.ssi_signo == SIGWINCH)
      resize();
    else if (what.ssi_signo == SIGTSTP)
      suspend();
    else { // SIGCONT: somebody else had the terminal meanwhile
      give_terminal();
      take_terminal();
    }
  }
}

void line_editor::resize() {
  if (asked_)
    ::rl_resize_terminal();
  else
    ::rl_reset_screen_size();
}

void line_editor::suspend() {
  give_terminal();
  // By the signal itself and not SIGSTOP: the system knows when there is no
  // shell that could let us go on.
  sigset_t only_this;
  ::sigemptyset(&only_this);
  ::sigaddset(&only_this, SIGTSTP);
  ::raise(SIGTSTP);
  ::pthread_sigmask(SIG_UNBLOCK, &only_this, nullptr); // here it stops
  ::pthread_sigmask(SIG_BLOCK, &only_this, nullptr);
  take_terminal();
}

void line_editor::take_terminal() {
  ::rl_reset_screen_size();
  ::rl_prep_terminal(1);
  show();
}

void line_editor::give_terminal() {
  hide();
  ::rl_deprep_terminal();
  flush();
}

void line_editor::flush() {
  std::fflush(out_.get());
}

// Gives readline the next byte, which is not always there: it asks for the
// rest of a character or of a paste.
int line_editor::next_byte(std::FILE*) {
  pollfd fds[] = {{the_one->in_fd_, POLLIN, 0},
                  {the_one->stop_.fd(), POLLIN, 0}};
  while (::poll(fds, 2, -1) < 0 && errno == EINTR)
    ; // a signal: nothing is ready yet
  if (fds[0].revents == 0)
    return the_one->break_off(fate::stopping);
  unsigned char byte = 0;
  if (::read(the_one->in_fd_, &byte, 1) == 1)
    return byte;
  // Ctrl-D is a byte like any other here; this is the end of the terminal.
  return the_one->break_off(fate::lost);
}

// Readline 8.2 reads beyond its buffer when a paste breaks off: end it first.
int line_editor::break_off(fate why) {
  constexpr std::string_view paste_end = "\x1b[201~";
  fate_ = why;
  return broken_off_ < paste_end.size() ? paste_end[broken_off_++] : READERR;
}

ssize_t line_editor::write_bytes(void*, const char* bytes, size_t size) {
  auto why = the_one->screen_.write(channel::answer, {bytes, size});
  if (why == ec::terminal_lost)
    the_one->fate_ = fate::lost;
  return static_cast<ssize_t>(size); // nobody reads it: nothing to try again
}

void line_editor::on_line(char* text) {
  ::rl_callback_handler_remove();
  the_one->asked_ = false;
  if (text) {
    the_one->accept(text);
  } else {
    the_one->is_end_ = the_one->fate_ == fate::open;
    ::rl_eof_found = 0; // or readline begins a new row once more at the end
    std::fputc('\n', ::rl_outstream);
  }
  std::free(text);
}

char** line_editor::on_tab(const char* word, int, int end) {
  static std::vector<std::string> choices;
  static size_t next;
  ::rl_attempted_completion_over = 1; // no file names instead
  if (!the_one->complete_)
    return nullptr;
  std::string line{::rl_line_buffer, static_cast<size_t>(end)};
  auto found = the_one->complete_(line, word);
  ::rl_attempted_completion_over = found.is_file ? 0 : 1;
  choices = std::move(found.words);
  next = 0;
  return ::rl_completion_matches(word, [](const char*, int) -> char* {
    return next < choices.size() ? ::strdup(choices[next++].c_str()) : nullptr;
  });
}

} // namespace storify
