// SPDX-License-Identifier: BSD-3-Clause
#include "io/prompt/screen.hpp"

#include <cerrno>
#include <climits>
#include <cstdlib>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include "messages/errors.hpp"

namespace storify {

namespace {

// To the first column, and clear from there.
constexpr std::string_view clear_line = "\r\x1b[K";

// A long text must not run into a second row, where it would stay behind.
constexpr std::string_view wrap_off = "\x1b[?7l";
constexpr std::string_view wrap_on = "\x1b[?7h";

bool may_stall(int fd) {
  struct stat what {};
  return ::fstat(fd, &what) == 0
         && (S_ISFIFO(what.st_mode) || S_ISCHR(what.st_mode)
             || S_ISSOCK(what.st_mode));
}

// Opens the same pipe or terminal once more, to write without blocking: setting
// O_NONBLOCK on `fd` itself would set it for every process that shares it.
unique_fd open_again(int fd) {
  if (!may_stall(fd))
    return {};
  auto path = fmt::format("/proc/self/fd/{}", fd);
  return unique_fd{
    ::open(path.c_str(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)};
}

bool knows_escapes() {
  const char* term = std::getenv("TERM");
  return term && *term && std::string_view{term} != "dumb";
}

caf::error failure(const char* name, int code) {
  if (code != ENOSPC && code != EDQUOT && code != EFBIG)
    return fail(ec::terminal_lost, name);
  return fail(ec::storage_failed,
              fmt::format("{}: {}; make room and try again", name,
                          std::generic_category().message(code)));
}

} // namespace

screen::sink::sink(int given)
  : name(given == STDERR_FILENO ? "standard error" : "standard output"),
    fd(given),
    own(open_again(given)),
    max_piece(size_t{64} << 10) {
  if (own)
    fd = own.get();
  else if (may_stall(given))
    max_piece = PIPE_BUF; // what a writable pipe takes without blocking
}

screen::screen(int out, int err, const waker& stop)
  : stop_(stop),
    out_(out),
    err_(err),
    is_terminal_(::isatty(out) == 1),
    can_replace_(is_terminal_ && knows_escapes()) {
}

uint32_t screen::columns() const {
  winsize size{};
  if (!is_terminal_ || ::ioctl(out_.fd, TIOCGWINSZ, &size) != 0)
    return 0;
  return size.ws_col;
}

caf::error screen::write(channel to, std::string_view text) {
  if (auto why = progress({}))
    return why;
  return write_all(to == channel::aside && !is_terminal_ ? err_ : out_, text);
}

caf::error screen::progress(std::string_view text) {
  if (!can_replace_ || (text.empty() && !progress_shown_))
    return caf::none;
  progress_shown_ = !text.empty();
  if (text.empty())
    return write_all(out_, clear_line);
  return write_all(out_, fmt::format("{}{}{}{}", clear_line, wrap_off, text,
                                     wrap_on));
}

caf::error screen::wait_for_room(const sink& to) const {
  pollfd fds[] = {{to.fd, POLLOUT, 0}, {stop_.fd(), POLLIN, 0}};
  while (::poll(fds, 2, -1) < 0 && errno == EINTR)
    ; // a signal: nothing is ready yet
  if (fds[0].revents == 0 && fds[1].revents != 0)
    return fail(ec::shutting_down, to.name);
  return caf::none;
}

caf::error screen::write_all(const sink& to, std::string_view text) const {
  while (!text.empty()) {
    if (auto why = wait_for_room(to))
      return why;
    auto piece = text.substr(0, to.max_piece);
    auto written = ::write(to.fd, piece.data(), piece.size());
    if (written >= 0)
      text.remove_prefix(static_cast<size_t>(written));
    else if (errno != EINTR && errno != EAGAIN)
      return failure(to.name, errno);
  }
  return caf::none;
}

} // namespace storify
