// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

namespace storify::bench {

/// A folder of its own, which goes with all that is in it.
class temporary_folder {
public:
  temporary_folder() {
    auto path = (std::filesystem::temp_directory_path() / "storify-XXXXXX");
    auto name = path.string();
    if (::mkdtemp(name.data()) == nullptr)
      throw std::filesystem::filesystem_error{
        "mkdtemp", name, std::error_code{errno, std::generic_category()}};
    path_ = name;
  }
  temporary_folder(const temporary_folder&) = delete;
  temporary_folder& operator=(const temporary_folder&) = delete;
  ~temporary_folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  const std::filesystem::path& path() const {
    return path_;
  }

private:
  std::filesystem::path path_;
};

} // namespace storify::bench
