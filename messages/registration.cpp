// SPDX-License-Identifier: BSD-3-Clause
#include "messages/registration.hpp"

#include "caf/actor_system_config.hpp"
#include "caf/error.hpp"

#include "messages/changes.hpp"
#include "messages/errors.hpp"
#include "messages/inventory_part.hpp"
#include "messages/job.hpp"
#include "messages/lot.hpp"
#include "messages/output.hpp"
#include "messages/page.hpp"
#include "messages/scraping.hpp"
#include "messages/snapshot.hpp"
#include "messages/store_protocol.hpp"

namespace storify {

void add_storify_types(caf::actor_system_config& config) {
  config.add_message_types<caf::id_block::storify>();
  config.add_message_types<caf::id_block::storify_listener>();
  config.add_message_types<caf::id_block::storify_store>();
  auto words = [](uint8_t code, caf::atom_value category,
                  const caf::message& context) {
    return sentence(caf::error{code, category, context});
  };
  config.add_error_category(caf::detail::error_factory<ec>::category, words);
}

} // namespace storify
