// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdint>
#include <set>

#include <sqlite3.h>

namespace storify {

/// Returns the name of the layer between SQLite and the default VFS: it gives
/// the pages of a database `page_sums`, and answers one that is not as it was
/// written with SQLITE_IOERR_DATA; and it writes a log, which has checksums of
/// its own, by `log_frames`.
const char* sqlite_vfs();

/// Has the log forget what is held back: a transaction of `database` is to be
/// rolled back, or was. @pre it was opened by sqlite_vfs()
void forget_log_frames(sqlite3* database);

/// Lets the pages up to `last` that `database` reads from now on pass though
/// their checksums are wrong. @pre it was opened by sqlite_vfs()
void ignore_page_sums(sqlite3* database, int64_t last);

/// Returns the pages, from 1, that were not as they had been written.
/// @pre it was opened by sqlite_vfs()
const std::set<int64_t>& wrong_pages(sqlite3* database);

} // namespace storify
