// SPDX-License-Identifier: BSD-3-Clause
#include "io/basics/disk.hpp"

#include <cstdio>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace storify {

namespace {

class machine_disk : public disk {
public:
  unique_fd open(const path& file) override {
    return unique_fd{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
  }

  unique_fd create(const path& file) override {
    constexpr auto flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
    return unique_fd{::open(file.c_str(), flags, 0666)};
  }

  ssize_t read(int fd, char* to, size_t most) override {
    return ::read(fd, to, most);
  }

  ssize_t write(int fd, std::string_view text) override {
    return ::write(fd, text.data(), text.size());
  }

  int copy_mode(const path& like, int fd) override {
    struct stat status {};
    if (::stat(like.c_str(), &status) != 0)
      return 0;
    return ::fchmod(fd, status.st_mode & 0777);
  }

  int sync(int fd) override {
    return ::fsync(fd);
  }

  int link(const path& file, const path& other_name) override {
    return ::link(file.c_str(), other_name.c_str());
  }

  int rename(const path& from, const path& to) override {
    return ::rename(from.c_str(), to.c_str());
  }

  int unlink(const path& file) override {
    return ::unlink(file.c_str());
  }

  int sync_folder(const path& folder) override {
    constexpr auto flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
    unique_fd fd{::open(folder.c_str(), flags)};
    return fd ? ::fsync(fd.get()) : -1;
  }
};

} // namespace

std::filesystem::path folder_of(const std::filesystem::path& file) {
  return file.has_parent_path() ? file.parent_path() : ".";
}

disk& real_disk() {
  static machine_disk one;
  return one;
}

} // namespace storify
