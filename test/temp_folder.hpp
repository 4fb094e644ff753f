// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>

#include <unistd.h>

namespace storify {

/// An empty folder of its own that goes with all that is in it.
class temp_folder {
public:
  temp_folder() : temp_folder(std::filesystem::temp_directory_path()) {
  }
  explicit temp_folder(const std::filesystem::path& place) {
    auto pattern = place / "storify-XXXXXX";
    auto name = pattern.string();
    if (::mkdtemp(name.data()) == nullptr)
      throw std::runtime_error{"no temporary folder"};
    path_ = name;
  }
  ~temp_folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  temp_folder(const temp_folder&) = delete;
  temp_folder& operator=(const temp_folder&) = delete;

  const std::filesystem::path& path() const {
    return path_;
  }
  std::filesystem::path operator/(std::string_view name) const {
    return path_ / name;
  }

  /// Returns the number of files in it.
  auto size() const {
    return std::distance(std::filesystem::directory_iterator{path_}, {});
  }

  /// Returns where tests that don't ask for durability need not wait for a
  /// disk.
  static std::filesystem::path memory() {
    std::filesystem::path place = "/dev/shm";
    return ::access(place.c_str(), W_OK) == 0
             ? place
             : std::filesystem::temp_directory_path();
  }

private:
  std::filesystem::path path_;
};

/// Returns all that is in `file`; nothing if there is no such file.
inline std::string text_of(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

/// Makes a file.
inline void write_text(const std::filesystem::path& file,
                       std::string_view text) {
  std::ofstream out{file, std::ios::binary};
  out << text;
}

} // namespace storify
