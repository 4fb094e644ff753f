// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>

#include "caf/error.hpp"
#include "caf/mailbox_element.hpp"
#include "caf/sec.hpp"

namespace storify {

/// Returns the actor that sent it, 0 for nobody.
inline uint64_t sender_of(const caf::mailbox_element& x) {
  return x.sender ? x.sender->id() : 0;
}

/// Returns whether it says just that.
template <class... Ts>
bool says(const caf::mailbox_element& x) {
  return x.content().match_elements<Ts...>();
}

/// Returns one of its words. @pre it says `T` there
template <class T>
const T& word(const caf::mailbox_element& x, size_t index) {
  return x.content().get_as<T>(index);
}

/// Returns whether a time-out came. CAF 0.17 sends one to whoever had set it,
/// answered or not.
inline bool is_timeout(const caf::mailbox_element& x) {
  return says<caf::error>(x)
         && word<caf::error>(x, 0) == caf::sec::request_timeout;
}

} // namespace storify
