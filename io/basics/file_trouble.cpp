// SPDX-License-Identifier: BSD-3-Clause
#include "io/basics/file_trouble.hpp"

#include <cerrno>
#include <system_error>

#include <fmt/format.h>

#include "messages/errors.hpp"

namespace storify {

std::string system_text(int code) {
  return std::generic_category().message(code);
}

std::string_view way_out(int code) {
  switch (code) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG: return "make room there";
    case EACCES:
    case EPERM:
    case EROFS: return "allow writing there, or choose another place";
    case ENOENT:
    case ENOTDIR:
    case EISDIR:
    case ENAMETOOLONG:
    case ELOOP: return "choose another place";
    default: return "check the disk, or choose another place";
  }
}

caf::error file_trouble(const std::filesystem::path& file,
                        std::string_view done, int code) {
  return fail(ec::storage_failed,
              fmt::format("{} can't be {}: {}; {}", file.string(), done,
                          system_text(code), way_out(code)));
}

} // namespace storify
