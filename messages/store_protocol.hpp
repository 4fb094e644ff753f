// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "caf/replies_to.hpp"
#include "caf/typed_actor.hpp"

#include "messages/changes.hpp"
#include "messages/lot.hpp"
#include "messages/movement.hpp"
#include "messages/product.hpp"
#include "messages/product_file.hpp"
#include "messages/snapshot.hpp"
#include "messages/types.hpp"
#include "messages/undo_report.hpp"

namespace storify {

/// Whoever wants to know that the inventory changed.
using inventory_listener = caf::typed_actor<
  // Takes note of a change; the answer asks for the next one, so that a slow
  // listener gets few and a dead one none.
  caf::reacts_to<inventory_changed>>;

} // namespace storify

// clang-format off
CAF_BEGIN_TYPE_ID_BLOCK(storify_listener, caf::id_block::storify::end)
  CAF_ADD_TYPE_ID(storify_listener, (storify::inventory_listener))
CAF_END_TYPE_ID_BLOCK(storify_listener)
// clang-format on

namespace storify {

/// The STORE: the single owner of the inventory. Until it has loaded, messages
/// wait in its mailbox; if loading failed it answers each with that error.
using store_actor = caf::typed_actor<
  // Adds what a person drafted; answers once that is durable. Errors:
  // bad_name, bad_price, bad_quantity; storage_failed (it is in memory then).
  caf::replies_to<caf::add_atom, product_draft>::with<product>,
  // Changes what a person patched; answers once durable. Errors: as add, and
  // no_such_product.
  caf::replies_to<modify_atom, product_id, product_patch>::with<product>,
  // Removes all of these or none; answers them once durable. Errors:
  // no_such_product, storage_failed.
  caf::replies_to<remove_atom,
                  std::vector<product_id>>::with<std::vector<product>>,
  // Adds or updates what a scraper read; answered once it is in memory, and
  // written behind: the answer is the back-pressure.
  caf::replies_to<stock_atom, lot>::with<stock_report>,
  // Adds or changes what the rows of this file say, all or none of them (each
  // is checked first, and nothing is written meanwhile); answers once
  // durable. Errors: file_not_found, bad_row, not_supported, storage_failed.
  caf::replies_to<import_atom, product_file>::with<import_report>,
  // Answers what an import of this file would do, and its bad rows; changes
  // nothing. Errors: file_not_found, not_supported.
  caf::replies_to<preview_atom, product_file>::with<import_preview>,
  // Writes all products to this file; answers how many. Errors: not_supported,
  // storage_failed.
  caf::replies_to<export_atom, product_file>::with<uint64_t>,
  // Takes back the last command of the asker that was not taken back yet;
  // answers once durable. Errors: nothing_to_undo, changed_since,
  // storage_failed.
  caf::replies_to<undo_atom>::with<undo_report>,
  // Answers what changed, the newest first. Errors: not_supported,
  // storage_failed, storage_damaged.
  caf::replies_to<history_atom, history_query>::with<std::vector<movement>>,
  // Answers one product. Errors: no_such_product.
  caf::replies_to<caf::get_atom, product_id>::with<product>,
  // Answers the sum of the quantities.
  caf::replies_to<count_atom>::with<int64_t>,
  // Answers the inventory as it is now, immutable.
  caf::replies_to<snapshot_atom>::with<snapshot>,
  // Writes what is not written yet; answers once the disk has all there is.
  // Errors: storage_failed; the next save tries again.
  caf::replies_to<save_atom>::with<save_report>,
  // Answers why the last write failed, or nothing if it did not.
  caf::replies_to<status_atom>::with<std::string>,
  // From now on tells this listener of changes, until it ends.
  caf::reacts_to<caf::subscribe_atom, inventory_listener>,
  // Tells it no more.
  caf::reacts_to<caf::unsubscribe_atom, inventory_listener>>;

} // namespace storify

// clang-format off
CAF_BEGIN_TYPE_ID_BLOCK(storify_store, caf::id_block::storify_listener::end)
  CAF_ADD_TYPE_ID(storify_store, (storify::store_actor))
CAF_END_TYPE_ID_BLOCK(storify_store)
// clang-format on
