// SPDX-License-Identifier: BSD-3-Clause
#include "main/places.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <system_error>

#include <fmt/format.h>

#include "core/scraping/url.hpp"

namespace storify {

namespace fs = std::filesystem;

namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string{} : std::string{value};
}

// No profile is anywhere near this; a device that never ends is.
constexpr size_t max_profile_bytes = 4 * 1024 * 1024;

caf::expected<std::string> read_text(const fs::path& file) {
  std::error_code failed;
  if (fs::is_directory(file, failed))
    return fail(ec::file_not_found,
                fmt::format("{} is a folder, name a profile in it",
                            file.string()));
  std::ifstream in{file, std::ios::binary};
  if (!in)
    return fail(ec::file_not_found,
                fmt::format("{}: {}", file.string(), std::strerror(errno)));
  std::string text;
  char piece[4096];
  while (in.read(piece, sizeof piece), in.gcount() > 0) {
    text.append(piece, static_cast<size_t>(in.gcount()));
    if (text.size() > max_profile_bytes)
      return fail(ec::bad_profile,
                  fmt::format("{} is larger than any profile", file.string()));
  }
  return text;
}

} // namespace

caf::expected<fs::path> data_place(const std::string& wanted) {
  if (!wanted.empty())
    return fs::path{wanted};
  if (auto place = environment("STORIFY_DATA"); !place.empty())
    return fs::path{place};
  // A relative path is to be ignored, says the specification.
  if (fs::path place{environment("XDG_DATA_HOME")}; place.is_absolute())
    return place / "storify";
  if (auto home = environment("HOME"); !home.empty())
    return fs::path{home} / ".local/share/storify";
  return fail(ec::bad_usage, "there is no home folder to keep the shop in; "
                             "name one with --data");
}

fs::path share_place() {
  if (auto place = environment("STORIFY_SHARE"); !place.empty())
    return place;
  std::error_code failed;
  auto binary = fs::read_symlink("/proc/self/exe", failed);
  auto beside = binary.parent_path().parent_path() / "share/storify";
  if (!failed && fs::is_directory(beside, failed))
    return beside;
  return STORIFY_SOURCE_SHARE;
}

caf::expected<site_profile> load_profile(const std::string& file) {
  auto path = file.empty() ? share_place() / "sites/sample.json"
                           : fs::path{file};
  auto text = read_text(path);
  if (!text)
    return std::move(text.error());
  return parse_profile(*text, file_url(fs::absolute(path).string()));
}

} // namespace storify
