// SPDX-License-Identifier: BSD-3-Clause
#include "io/basics/home_folder.hpp"

#include <cstdlib>
#include <string>

namespace storify {

std::filesystem::path with_home(std::string_view path) {
  const char* home = std::getenv("HOME");
  auto is_short = path == "~" || path.starts_with("~/");
  if (!is_short || home == nullptr || *home == '\0')
    return path;
  return std::string{home}.append(path.substr(1));
}

} // namespace storify
