// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>

#include "caf/replies_to.hpp"
#include "caf/typed_actor.hpp"

#include "messages/changes.hpp"
#include "messages/inventory_part.hpp"
#include "messages/movement.hpp"
#include "messages/product_file.hpp"
#include "messages/snapshot.hpp"
#include "messages/types.hpp"

namespace storify {

/// The DATABASE: the only one that touches the stored inventory, and the files
/// that are imported and exported. It has a thread of its own and is asked by
/// the STORE alone, for one write at a time.
using database_actor = caf::typed_actor<
  // Answers a part of what is stored; part 0 begins anew, then one follows the
  // other up to the last. Errors: storage_failed, storage_damaged,
  // storage_newer.
  caf::replies_to<load_atom, uint64_t>::with<inventory_part>,
  // Writes these changes in one transaction; answers their revision, once the
  // disk has them and all before if they are to be durable. Errors:
  // storage_failed, storage_damaged; not_supported (a whole-file store).
  caf::replies_to<commit_atom, change_set>::with<uint64_t>,
  // Replaces the whole file; answers the revision once the disk has it.
  // Errors: storage_failed; not_supported (SQLite, which commits changes).
  caf::replies_to<save_atom, snapshot>::with<uint64_t>,
  // Answers what changed, the newest first. Errors: not_supported (a whole-file
  // store), storage_failed, storage_damaged.
  caf::replies_to<history_atom, history_query>::with<std::vector<movement>>,
  // Reads a file that a person wants to import, bad rows and all. Errors:
  // file_not_found, not_supported.
  caf::replies_to<import_atom, product_file>::with<file_rows>,
  // Writes a file that a person wants to have; answers the number of products.
  // Errors: storage_failed, not_supported.
  caf::replies_to<export_atom, product_file, snapshot>::with<uint64_t>>;

} // namespace storify
