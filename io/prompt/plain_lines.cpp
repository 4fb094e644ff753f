// SPDX-License-Identifier: BSD-3-Clause
#include "io/prompt/plain_lines.hpp"

#include <cerrno>
#include <utility>

#include <poll.h>
#include <unistd.h>

#include <fmt/format.h>

#include "messages/errors.hpp"

namespace storify {

plain_lines::plain_lines(int in, screen* prompts) : in_(in), prompts_(prompts) {
}

void plain_lines::ask(const std::string& prompt) {
  asked_ = true;
  show_prompt(prompt);
}

void plain_lines::cancel() {
  // The kernel edits the line: it has dropped it and shown ^C by itself.
  if (std::exchange(asked_, false))
    show_prompt("\n");
}

next_line plain_lines::wait(const waker& wake) {
  if (asked_) {
    auto line = take();
    if (!line || *line)
      return line;
  }
  pollfd fds[] = {{wake.fd(), POLLIN, 0}, {asked_ ? in_ : -1, POLLIN, 0}};
  if (::poll(fds, 2, -1) < 0 || fds[1].revents == 0)
    return std::nullopt;
  auto why = fill();
  // A terminal that vanished reads like one where Ctrl-D was typed.
  if (!why && ended_ && (fds[1].revents & POLLERR))
    why = fail(ec::terminal_lost, "standard input");
  if (why)
    return why;
  return take();
}

// Reads what there is, once.
caf::error plain_lines::fill() {
  constexpr size_t chunk = size_t{64} << 10;
  buffer_.erase(0, std::exchange(begin_, 0));
  scanned_ = buffer_.size();
  buffer_.resize(scanned_ + chunk);
  auto got = ::read(in_, buffer_.data() + scanned_, chunk);
  buffer_.resize(scanned_ + (got > 0 ? static_cast<size_t>(got) : 0));
  ended_ = got == 0;
  if (got >= 0 || errno == EINTR || errno == EAGAIN)
    return caf::none;
  return fail(ec::terminal_lost, "standard input");
}

// Takes the next whole line out of the buffer.
next_line plain_lines::take() {
  auto end = buffer_.find('\n', scanned_);
  if (skipping_ && end != std::string::npos) {
    begin_ = end + 1;
    ++number_;
    skipping_ = false;
    end = buffer_.find('\n', begin_);
  }
  if (end != std::string::npos) {
    auto line = buffer_.substr(begin_, end - begin_);
    scanned_ = begin_ = end + 1;
    return checked(std::move(line));
  }
  if (ended_)
    return take_last();
  scanned_ = buffer_.size();
  if (scanned_ - begin_ > max_line + 1)
    return skip();
  return std::nullopt;
}

// Forgets what there is of a line that is too long: memory stays bounded.
next_line plain_lines::skip() {
  buffer_.clear();
  begin_ = scanned_ = 0;
  if (std::exchange(skipping_, true))
    return std::nullopt;
  return too_long();
}

// The end of the input ends a line too, but not an empty one.
next_line plain_lines::take_last() {
  auto line = buffer_.substr(begin_);
  buffer_.clear();
  begin_ = scanned_ = 0;
  if (skipping_ || line.empty())
    return fail(ec::end_of_input, {});
  return checked(std::move(line));
}

next_line plain_lines::checked(std::string line) {
  if (!line.empty() && line.back() == '\r')
    line.pop_back();
  auto answer = line.size() > max_line ? too_long() : next_line{line};
  asked_ = false;
  ++number_;
  return answer;
}

next_line plain_lines::too_long() {
  asked_ = false;
  return fail(ec::bad_usage,
              fmt::format("line {} of the input is longer than 1 MiB and was "
                          "skipped; split it",
                          number_));
}

void plain_lines::show_prompt(const std::string& text) {
  // A prompt that can't be shown ends nothing: the next answer will tell.
  if (prompts_)
    prompts_->write(channel::aside, text);
}

} // namespace storify
