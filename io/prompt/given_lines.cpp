// SPDX-License-Identifier: BSD-3-Clause
#include "io/prompt/given_lines.hpp"

#include <utility>

#include <poll.h>

#include "messages/errors.hpp"

namespace storify {

given_lines::given_lines(std::vector<std::string> lines)
  : lines_(std::move(lines)) {
}

void given_lines::ask(const std::string&) {
  asked_ = true;
}

next_line given_lines::wait(const waker& wake) {
  if (!asked_) {
    pollfd until{wake.fd(), POLLIN, 0};
    ::poll(&until, 1, -1);
    return std::nullopt;
  }
  if (next_ == lines_.size())
    return fail(ec::end_of_input, {});
  asked_ = false;
  return std::move(lines_[next_++]);
}

void given_lines::cancel() {
  asked_ = false;
}

} // namespace storify
