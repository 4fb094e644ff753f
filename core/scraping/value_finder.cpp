// SPDX-License-Identifier: BSD-3-Clause
#include "core/scraping/value_finder.hpp"

namespace storify {

void value_finder::reset() {
  trails_.clear();
  is_found_ = false;
  collecting_at_ = 0;
  depth_ = 0;
  value_.clear();
}

void value_finder::enter(const open_element& element, bool is_scope) {
  ++depth_;
  if (is_found_ || wanted_->empty())
    return;
  auto parent = trails_.empty() ? selector::trail{} : trails_.back();
  trails_.push_back(wanted_->enter(parent, element, is_scope));
  selector::match match;
  if (!wanted_->finds(trails_.back(), element, match))
    return;
  is_found_ = true;
  if (match.target == selector_target::text)
    collecting_at_ = depth_;
  else if (match.value != nullptr)
    value_ = match.value;
}

void value_finder::leave() {
  if (collecting_at_ == depth_)
    collecting_at_ = 0;
  --depth_;
  if (!is_found_ && !trails_.empty())
    trails_.pop_back();
}

void value_finder::append(std::string_view text) {
  constexpr size_t enough = 16'384;
  if (value_.size() < enough)
    value_ += text;
}

} // namespace storify
