// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "caf/expected.hpp"

#include "io/inventory/storage.hpp"

namespace storify {

/// Takes the file of a whole-file store in `folder` as it stands if all of it
/// reads well: its checksum is written anew. Returns what it did, a sentence
/// each; nothing where all was well. Errors: file_not_found, storage_failed,
/// storage_damaged (it doesn't read well), storage_newer; then nothing was
/// changed. @pre `kind` is csv or json, and nobody else works in the folder
caf::expected<std::vector<std::string>>
repair_whole_file(storage_kind kind, const std::filesystem::path& folder);

} // namespace storify
