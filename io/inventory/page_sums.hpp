// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <set>

#include <sqlite3.h>

namespace storify {

/// Bytes at the end of each page of a database that hold its checksum: SQLite
/// leaves them alone once it was told to reserve them.
constexpr int page_sum_size = 8;

/// Returns the name of the layer between SQLite and the default VFS that gives
/// each page it writes a checksum and compares that of each page it reads: a
/// page that is not as it was written is answered with SQLITE_IOERR_DATA. Files
/// whose header does not reserve room for it pass as they are, and so does the
/// log, which has checksums of its own.
const char* page_sums_vfs();

/// Lets the pages up to `last` that `database` reads from now on pass though
/// their checksums are wrong. @pre it was opened by page_sums_vfs()
void ignore_page_sums(sqlite3* database, int64_t last);

/// Returns the pages, from 1, that were not as they had been written.
/// @pre it was opened by page_sums_vfs()
const std::set<int64_t>& wrong_pages(sqlite3* database);

} // namespace storify
