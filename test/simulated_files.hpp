// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <map>

#include <fcntl.h>

#include "io/basics/disk.hpp"
#include "test/simulated_disk.hpp"

namespace storify {

/// What the whole-file stores take for the machine's disk.
class simulated_files : public disk {
public:
  explicit simulated_files(simulated_disk& on) : disk_(&on) {
  }

  /// Goes on with another disk; what is open stays open on the old one.
  void use(simulated_disk& x) {
    disk_ = &x;
  }

  unique_fd open(const path& file) override {
    simulated_disk::file found;
    return answered(disk_->open(file.string(), found)) == 0 ? number(found)
                                                            : unique_fd{};
  }

  unique_fd create(const path& file) override {
    simulated_disk::file made;
    return answered(disk_->create(file.string(), made)) == 0 ? number(made)
                                                             : unique_fd{};
  }

  ssize_t read(int fd, char* to, size_t most) override {
    auto& [on, file, offset] = open_[fd];
    if (answered(on->read(*file, offset, to, most)) != 0)
      return -1;
    offset += most;
    return static_cast<ssize_t>(most);
  }

  // That the disk is full is told by a short write first.
  ssize_t write(int fd, std::string_view text) override {
    auto& [on, file, offset] = open_[fd];
    size_t written = 0;
    auto failure = on->write(*file, offset, text, written);
    offset += written;
    if (failure != 0 && written == 0)
      return answered(failure);
    return on->is_cut() ? answered(failure) : static_cast<ssize_t>(written);
  }

  int copy_mode(const path& like, int) override {
    return disk_->has(like.string()) ? answered(disk_->touch(false)) : 0;
  }

  int sync(int fd) override {
    auto& x = open_[fd];
    return answered(x.on->sync(*x.file));
  }

  int link(const path& file, const path& other_name) override {
    return answered(disk_->link(file.string(), other_name.string()));
  }

  int rename(const path& from, const path& to) override {
    return answered(disk_->rename(from.string(), to.string()));
  }

  int unlink(const path& file) override {
    return answered(disk_->unlink(file.string()));
  }

  int sync_folder(const path&) override {
    return answered(disk_->sync_names());
  }

private:
  struct open_file {
    simulated_disk* on = nullptr;
    simulated_disk::file file;
    uint64_t offset = 0;
  };

  static int answered(int failure) {
    errno = failure;
    return failure == 0 ? 0 : -1;
  }

  // A descriptor of nothing, so that whoever owns it may close it.
  unique_fd number(simulated_disk::file file) {
    unique_fd fd{::open("/dev/null", O_RDONLY | O_CLOEXEC)};
    open_[fd.get()] = {disk_, std::move(file), 0};
    return fd;
  }

  simulated_disk* disk_;
  std::map<int, open_file> open_;
};

} // namespace storify
