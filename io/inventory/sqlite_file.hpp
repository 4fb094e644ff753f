// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <filesystem>

#include "caf/error.hpp"
#include "caf/expected.hpp"

#include "io/basics/disk.hpp"

namespace storify {

/// Returns whether there is a file to open as a database. One that is empty
/// isn't opened: SQLite would take it for a new one, and remove its log.
/// Errors: storage_damaged (it is empty, or gone while its log is there),
/// storage_failed.
caf::expected<bool> has_sqlite_file(const std::filesystem::path& file,
                                    disk& on);

/// Returns where SQLite keeps the log of a database.
std::filesystem::path log_of(const std::filesystem::path& file);

/// Makes the database of a new shop aside, and puts it at `file`, where there
/// is none, once the disk has it: however that ends, no part of one is left
/// there. Errors: storage_failed.
caf::error create_sqlite_file(const std::filesystem::path& file, disk& on);

} // namespace storify
