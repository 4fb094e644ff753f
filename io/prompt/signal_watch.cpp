// SPDX-License-Identifier: BSD-3-Clause
#include "io/prompt/signal_watch.hpp"

#include <array>
#include <cerrno>
#include <system_error>

#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace storify {

signal_watch::signal_watch(std::initializer_list<int> signals) {
  sigset_t set;
  sigemptyset(&set);
  for (auto signal : signals)
    sigaddset(&set, signal);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  fd_ = unique_fd{::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK)};
  if (!fd_)
    throw std::system_error(errno, std::generic_category(), "signalfd");
}

std::optional<int> signal_watch::wait(const waker& end) const {
  for (;;) {
    std::array<pollfd, 2> fds{{{fd_.get(), POLLIN, 0}, {end.fd(), POLLIN, 0}}};
    ::poll(fds.data(), fds.size(), -1);
    signalfd_siginfo info{};
    if (::read(fd_.get(), &info, sizeof info) == sizeof info)
      return static_cast<int>(info.ssi_signo);
    if ((fds[1].revents & POLLIN) != 0)
      return std::nullopt;
  }
}

} // namespace storify
