// SPDX-License-Identifier: BSD-3-Clause
#include "io/basics/waker.hpp"

#include <cerrno>
#include <system_error>

#include <sys/eventfd.h>

namespace storify {

waker::waker() : event_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  if (!event_)
    throw std::system_error(errno, std::generic_category(), "eventfd");
}

void waker::wake() const noexcept {
  // Fails only when 2^64 - 1 wakes are waiting: then it is readable anyway.
  ::eventfd_write(event_.get(), 1);
}

void waker::drain() const noexcept {
  eventfd_t count = 0;
  ::eventfd_read(event_.get(), &count);
}

} // namespace storify
