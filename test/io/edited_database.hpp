// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "test/suite.hpp"

#include <filesystem>
#include <string>

#include <sqlite3.h>

#include "io/inventory/sqlite_vfs.hpp"

namespace storify {

/// Runs statements on a database, past the store: its pages stay as they have
/// to be, and so what is told is told of the rows.
inline void edit_database(const std::filesystem::path& file,
                          const std::string& statements) {
  sqlite3* database = nullptr;
  CAF_REQUIRE(sqlite3_open_v2(file.c_str(), &database,
                              SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                              sqlite_vfs())
              == SQLITE_OK);
  char* problem = nullptr;
  sqlite3_exec(database, statements.c_str(), nullptr, nullptr, &problem);
  if (problem != nullptr)
    CAF_FAIL(problem);
  sqlite3_close(database);
}

} // namespace storify
