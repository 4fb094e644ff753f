// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <csignal>
#include <cstddef>
#include <cstdio>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/prompt/help.hpp"
#include "io/basics/unique_fd.hpp"
#include "io/basics/waker.hpp"
#include "io/prompt/line_history.hpp"
#include "io/prompt/line_source.hpp"
#include "io/prompt/screen.hpp"

namespace storify {

/// Returns what the last word of a line may be completed to: `line` is the text
/// up to the cursor, `word` its last word.
using completer =
  std::function<completion(const std::string& line, const std::string& word)>;

/// Returns the signals that an editor takes by itself (window size, Ctrl-Z and
/// return). Whoever creates one blocks them before the first thread starts.
sigset_t line_editor_signals();

/// Lines typed at a terminal, edited by GNU readline. From beginning to end the
/// terminal neither echoes nor edits: what is typed while no line is asked for
/// waits in the kernel. Ctrl-D ends the input for who waits for a line; another
/// line can be asked for. Only one may exist per process, as readline's state
/// is global. The locale (LC_CTYPE) must be set.
class line_editor : public line_source {
public:
  /// Reads from `in`, a terminal, which stays the caller's; shows the line on
  /// `out`. Once `stop` wakes nothing waits any more, not even in the middle
  /// of a paste.
  line_editor(int in, screen& out, const waker& stop,
              const std::string& history_file, completer complete);

  /// Gives the terminal back as it was.
  ~line_editor() override;

  line_editor(const line_editor&) = delete;
  line_editor& operator=(const line_editor&) = delete;

  void ask(const std::string& prompt) override;
  next_line wait(const waker& wake) override;
  void cancel() override;
  void hide() override;
  void show() override;

private:
  enum class fate { open, lost, stopping };

  struct closer {
    void operator()(std::FILE* file) const {
      std::fclose(file);
    }
  };
  using file_ptr = std::unique_ptr<std::FILE, closer>;

  // What readline calls; it knows of no object.
  static line_editor* the_one;
  static int next_byte(std::FILE*);
  static ssize_t write_bytes(void*, const char* bytes, size_t size);
  static void on_line(char* text);
  static char** on_tab(const char* word, int begin, int end);

  void set_up_readline();
  void begin_line();
  void accept(const std::string& text);
  void type_pasted_line();
  void leave_line(const char* mark);
  int break_off(fate why);
  next_line outcome();
  void obey_signals();
  void resize();
  void take_terminal();
  void give_terminal();
  void suspend();
  void flush();

  int in_fd_;
  screen& screen_;
  const waker& stop_;
  completer complete_;
  line_history history_;
  file_ptr in_;
  file_ptr out_;
  unique_fd signals_;
  std::string prompt_;
  bool asked_ = false;              ///< The prompt is up.
  std::optional<std::string> line_; ///< Typed, not yet returned.
  std::deque<std::string> pasted_;  ///< The further lines of a paste.
  bool is_end_ = false; ///< Ctrl-D was typed in the place of a line.
  fate fate_ = fate::open;
  size_t broken_off_ = 0; ///< What readline got of the end of a paste.
};

} // namespace storify
