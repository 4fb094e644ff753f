// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/kept_copy.hpp"

#include <cerrno>
#include <cstddef>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "io/basics/disk.hpp"
#include "io/basics/file_trouble.hpp"
#include "io/inventory/sqlite_file.hpp"
#include "io/inventory/whole_file.hpp"

namespace storify {

namespace fs = std::filesystem;

namespace {

bool is_there(const fs::path& file) {
  std::error_code ignored;
  return fs::exists(file, ignored);
}

// Named so that SQLite finds the log of the copy, too.
fs::path free_name(const fs::path& file, std::string_view ending) {
  for (auto number = 1;; ++number) {
    auto name = file;
    name += ending;
    if (number > 1)
      name += fmt::format(".{}", number);
    if (!is_there(name) && !is_there(log_of(name)))
      return name;
  }
}

caf::error copy_bytes(const fs::path& from, const fs::path& to) {
  auto& disk = real_disk();
  auto fd = disk.open(from);
  if (!fd)
    return file_trouble(from, "read", errno);
  whole_file copied{to};
  std::vector<char> piece(1 << 16);
  for (;;) {
    auto count = disk.read(fd.get(), piece.data(), piece.size());
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      return file_trouble(from, "read", errno);
    if (count == 0)
      return copied.replace(previous_version::dropped);
    copied.text().append(piece.data(), static_cast<size_t>(count));
    copied.drain();
  }
}

} // namespace

caf::expected<fs::path> keep_copy(const fs::path& file,
                                  std::string_view ending) {
  auto name = free_name(file, ending);
  if (is_there(log_of(file)))
    if (auto problem = copy_bytes(log_of(file), log_of(name)))
      return problem;
  if (auto problem = copy_bytes(file, name))
    return problem;
  return name;
}

} // namespace storify
