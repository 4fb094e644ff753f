// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/sqlite_file.hpp"

#include <array>
#include <cerrno>
#include <cstddef>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "io/basics/file_trouble.hpp"
#include "io/inventory/sqlite_connection.hpp"
#include "io/inventory/sqlite_schema.hpp"
#include "io/inventory/whole_file.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace fs = std::filesystem;

namespace {

// SQLite takes a file of a single byte for a new one, too.
constexpr size_t at_least = 2;

// Returns how many of the first bytes are there, at most `at_least`.
caf::expected<size_t> beginning_of(const fs::path& file, disk& on) {
  auto fd = on.open(file);
  if (!fd && errno == ENOENT)
    return no_such_file(file);
  std::array<char, at_least> begin{};
  auto size = fd ? on.read(fd.get(), begin.data(), begin.size()) : -1;
  if (size < 0)
    return file_trouble(file, "read", errno);
  return static_cast<size_t>(size);
}

caf::expected<bool> has_log(const fs::path& file, disk& on) {
  auto size = beginning_of(log_of(file), on);
  if (!size && size.error() != ec::file_not_found)
    return std::move(size.error());
  return size && *size > 0;
}

// Another database than the one of the log would be mixed with what is in it.
std::string about_log(const fs::path& file) {
  return fmt::format(", and its log is there: put back the file that belongs "
                     "to {0}, or move {0} away first",
                     log_of(file).string());
}

// One file, that needn't be safe before it is complete.
caf::error make_tables(const fs::path& aside, const fs::path& file) {
  auto database = sqlite_connection::open(aside, file);
  if (!database)
    return std::move(database.error());
  if (auto problem = database->run("PRAGMA journal_mode = MEMORY;"
                                   "PRAGMA synchronous = OFF"))
    return problem;
  return create_sqlite_schema(*database);
}

// A try before may have failed, and failed to remove what it had begun.
caf::error remove_begun(const fs::path& aside, const fs::path& file, disk& on) {
  if (on.unlink(aside) == 0 || errno == ENOENT)
    return {};
  return file_trouble(file, "written", errno);
}

caf::error move_in(const fs::path& aside, const fs::path& file, disk& on) {
  auto fd = on.open(aside);
  if (!fd || on.sync(fd.get()) != 0 || on.rename(aside, file) != 0)
    return file_trouble(file, "written", errno);
  return sync_name(file, on);
}

} // namespace

fs::path log_of(const fs::path& file) {
  return file.string() + "-wal";
}

caf::expected<bool> has_sqlite_file(const fs::path& file, disk& on) {
  auto size = beginning_of(file, on);
  if (size && *size >= at_least)
    return true;
  if (!size && size.error() != ec::file_not_found)
    return std::move(size.error());
  auto log = has_log(file, on);
  if (!log)
    return std::move(log.error());
  if (!size && !*log)
    return false;
  return fail(ec::storage_damaged,
              fmt::format("{}{}{}", file.string(),
                          size ? ", it is empty" : " is gone",
                          *log ? about_log(file) : ""));
}

caf::error create_sqlite_file(const fs::path& file, disk& on) {
  auto aside = aside_of(file);
  auto problem = remove_begun(aside, file, on);
  if (!problem)
    problem = make_tables(aside, file);
  if (!problem)
    problem = move_in(aside, file, on);
  if (problem)
    on.unlink(aside);
  return problem;
}

} // namespace storify
