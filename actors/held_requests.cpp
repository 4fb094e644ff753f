// SPDX-License-Identifier: BSD-3-Clause
#include "actors/held_requests.hpp"

#include <utility>

#include "caf/mailbox_element.hpp"

namespace storify {

void held_requests::take() {
  auto* x = self_->current_mailbox_element();
  requests_.push_back({std::move(x->sender), x->mid});
  x->mid.mark_as_answered();
}

void held_requests::answer(size_t index, const caf::message& reply) {
  const auto& [asker, id] = requests_[index];
  if (asker && id.is_request())
    asker->enqueue(caf::make_mailbox_element(nullptr, id.response_id(), {},
                                             reply),
                   self_->context());
}

} // namespace storify
