// SPDX-License-Identifier: BSD-3-Clause
#include "core/basics/notice_queue.hpp"

#include <utility>

#include <fmt/format.h>

namespace storify {

void notice_queue::push(std::string text) {
  if (waiting_.size() < most_)
    waiting_.push_back(std::move(text));
  else
    ++left_out_;
}

std::optional<std::string> notice_queue::pop() {
  if (!waiting_.empty()) {
    auto text = std::move(waiting_.front());
    waiting_.pop_front();
    return text;
  }
  if (left_out_ == 0)
    return std::nullopt;
  return fmt::format("… and {} more; `scrapers` shows what happened",
                     std::exchange(left_out_, 0));
}

} // namespace storify
