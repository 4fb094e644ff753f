// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <algorithm>
#include <cctype>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <poll.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <readline/readline.h>

namespace storify::test {

/// What a person would see: interprets the few escape sequences that readline
/// and we use.
class tiny_screen {
public:
  explicit tiny_screen(size_t columns) : columns_(columns) {
  }

  void feed(std::string_view bytes) {
    for (char byte : bytes)
      feed(byte);
  }

  /// Returns the rows, each without the blanks at its end.
  std::vector<std::string> rows() const {
    auto result = rows_;
    for (auto& row : result)
      row.erase(row.find_last_not_of(' ') + 1);
    return result;
  }

  /// Returns the rows, joined by line feeds, without empty ones at the end.
  std::string text() const {
    std::string result;
    for (const auto& row : rows())
      result += row + '\n';
    result.erase(result.find_last_not_of('\n') + 1);
    return result;
  }

private:
  void feed(char byte) {
    if (!escape_.empty() || byte == '\x1b')
      return feed_escape(byte);
    switch (byte) {
      case '\r': column_ = 0; return;
      case '\n': go_down(1); return;
      case '\b': column_ -= column_ > 0; return;
      default:
        if (static_cast<unsigned char>(byte) >= ' ')
          put(byte);
    }
  }

  void feed_escape(char byte) {
    escape_ += byte;
    bool complete = escape_.size() > 2
                    && (std::isalpha(static_cast<unsigned char>(byte))
                        || byte == '@');
    if (escape_.size() == 2 && byte != '[')
      complete = true;
    if (!complete)
      return;
    obey(byte, static_cast<size_t>(std::max(1, std::atoi(&escape_[2]))));
    escape_.clear();
  }

  void obey(char command, size_t count) {
    auto& row = rows_[row_];
    row.resize(std::max(row.size(), column_), ' ');
    if (command == 'A')
      row_ -= std::min(row_, count);
    else if (command == 'B')
      go_down(count);
    else if (command == 'C')
      column_ += count;
    else if (command == 'D')
      column_ -= std::min(column_, count);
    else if (command == 'K' || command == 'J')
      row.erase(column_);
    else if (command == 'P')
      row.erase(column_, count);
    else if (command == '@')
      row.insert(column_, count, ' ');
    if (command == 'J')
      rows_.resize(row_ + 1);
  }

  void go_down(size_t count) {
    row_ += count;
    rows_.resize(std::max(rows_.size(), row_ + 1));
  }

  void put(char byte) {
    if (column_ == columns_) {
      column_ = 0;
      go_down(1);
    }
    auto& row = rows_[row_];
    row.resize(std::max(row.size(), column_ + 1), ' ');
    row[column_++] = byte;
  }

  size_t columns_;
  std::vector<std::string> rows_{1};
  size_t row_ = 0;
  size_t column_ = 0;
  std::string escape_;
};

/// A terminal for the code under test, and the person in front of it.
class pty {
public:
  static constexpr unsigned short columns = 40;

  pty() {
    ::setenv("TERM", "xterm", 1);
    winsize size{24, columns, 0, 0};
    if (::openpty(&master_, &slave_, nullptr, nullptr, &size) != 0)
      std::abort();
  }

  pty(const pty&) = delete;
  pty& operator=(const pty&) = delete;

  ~pty() {
    hang_up();
    ::close(slave_);
  }

  /// Returns the side of the code under test.
  int fd() const {
    return slave_;
  }

  void type(std::string_view keys) const {
    if (::write(master_, keys.data(), keys.size()) < 0)
      std::abort();
  }

  /// Closes the window.
  void hang_up() {
    if (master_ >= 0)
      ::close(std::exchange(master_, -1));
  }

  termios modes() const {
    termios result{};
    ::tcgetattr(slave_, &result);
    return result;
  }

  void resize(unsigned short new_columns) const {
    winsize size{24, new_columns, 0, 0};
    ::ioctl(master_, TIOCSWINSZ, &size);
  }

  /// Reads what comes until the screen looks like this; false after 5 s.
  bool shows(std::string_view expected) {
    using clock = std::chrono::steady_clock;
    auto deadline = clock::now() + std::chrono::seconds(5);
    while (screen_.text() != expected && clock::now() < deadline)
      read_for(20);
    return screen_.text() == expected;
  }

  /// Returns what the screen shows, after all that is there was read.
  std::string text() {
    while (read_for(0))
      ;
    return screen_.text();
  }

private:
  bool read_for(int milliseconds) {
    pollfd ready{master_, POLLIN, 0};
    char bytes[4096];
    if (::poll(&ready, 1, milliseconds) <= 0)
      return false;
    auto got = ::read(master_, bytes, sizeof(bytes));
    if (got > 0)
      screen_.feed({bytes, static_cast<size_t>(got)});
    return got > 0;
  }

  int master_ = -1;
  int slave_ = -1;
  tiny_screen screen_{columns};
};

/// Lets readline serve another terminal of this process after one vanished:
/// that one it could not give back, and would never take one again.
inline void forget_lost_terminal() {
  pty other;
  auto* file = ::fdopen(::dup(other.fd()), "r+");
  ::rl_instream = ::rl_outstream = file;
  ::rl_deprep_terminal();
  std::fclose(file);
}

} // namespace storify::test
