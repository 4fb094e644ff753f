// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/whole_file.hpp"

#include <cerrno>
#include <csignal>
#include <string_view>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include "core/basics/whole_number.hpp"
#include "io/basics/file_trouble.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view aside_ending = ".storify-new";

// Returns whether a process that is gone has written a file of that name aside,
// or the log of one that is a database.
bool is_leftover(std::string_view name) {
  for (std::string_view end : {"-wal", "-shm"})
    if (name.ends_with(end))
      name.remove_suffix(end.size());
  if (!name.starts_with('.') || !name.ends_with(aside_ending))
    return false;
  name.remove_suffix(aside_ending.size());
  auto id = read_whole_number(name.substr(name.rfind('.') + 1));
  return id && *id > 0 && ::kill(static_cast<pid_t>(*id), 0) != 0
         && errno == ESRCH;
}

} // namespace

caf::expected<std::string> read_whole_file(const fs::path& file) {
  unique_fd fd{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
  if (!fd && errno == ENOENT)
    return fail(ec::file_not_found, file.string());
  struct stat status {};
  if (!fd || ::fstat(fd.get(), &status) != 0)
    return file_trouble(file, "read", errno);
  std::string text;
  // One more than its size: a read that fills less than all was the last one.
  text.resize(static_cast<size_t>(status.st_size) + 1);
  size_t size = 0;
  for (;;) {
    auto count = ::read(fd.get(), text.data() + size, text.size() - size);
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      return file_trouble(file, "read", errno);
    if (count == 0)
      break;
    size += static_cast<size_t>(count);
    if (size == text.size())
      text.resize(2 * size);
  }
  text.resize(size);
  return text;
}

fs::path real_file(fs::path path) {
  std::error_code none;
  if (!fs::is_symlink(path, none))
    return path;
  auto real = fs::canonical(path, none);
  return none ? path : real;
}

caf::error no_such_file(const fs::path& file) {
  std::error_code none;
  if (!fs::is_symlink(file, none))
    return fail(ec::file_not_found, file.string());
  return fail(ec::storage_failed,
              fmt::format("{} is a link to {}, which is not there; mount the "
                          "disk that has it, or remove the link to begin anew",
                          file.string(),
                          fs::read_symlink(file, none).string()));
}

fs::path aside_of(const fs::path& target) {
  auto name = fmt::format(".{}.{}{}", target.filename().string(), ::getpid(),
                          aside_ending);
  return target.parent_path() / name;
}

caf::error sync_name(const fs::path& file, disk& on) {
  auto folder = folder_of(file);
  return on.sync_folder(folder) == 0
           ? caf::error{}
           : file_trouble(folder, "synchronised", errno);
}

void remove_leftovers(const fs::path& folder, disk& on) {
  std::error_code problem;
  for (fs::directory_iterator it{folder, problem}, end; it != end;
       it.increment(problem))
    if (is_leftover(it->path().filename().string()))
      on.unlink(it->path());
}

whole_file::whole_file(fs::path target, disk& on)
  : disk_(on),
    target_(real_file(std::move(target))),
    aside_(aside_of(target_)) {
  open();
}

whole_file::~whole_file() {
  if (fd_)
    disk_.unlink(aside_);
}

caf::expected<std::string> whole_file::checksum() {
  write();
  if (problem_)
    return problem_;
  return digest_.digits();
}

caf::error whole_file::replace(previous_version previous) {
  write();
  sync();
  if (previous == previous_version::kept)
    keep_previous();
  move_in();
  if (!problem_)
    problem_ = sync_name(target_, disk_);
  return problem_;
}

void whole_file::open() {
  // Only a process that died had the same id: its rest goes.
  disk_.unlink(aside_);
  fd_ = disk_.create(aside_);
  if (!fd_ || disk_.copy_mode(target_, fd_.get()) != 0)
    failed("written", target_);
}

void whole_file::write() {
  digest_.add(text_);
  std::string_view rest = text_;
  while (!problem_ && !rest.empty()) {
    auto count = disk_.write(fd_.get(), rest);
    if (count >= 0)
      rest.remove_prefix(static_cast<size_t>(count));
    else if (errno != EINTR)
      failed("written", target_);
  }
  text_.clear();
}

// Keeps what the system says now.
void whole_file::failed(std::string_view done, const fs::path& file) {
  problem_ = file_trouble(file, done, errno);
}

void whole_file::sync() {
  if (!problem_ && disk_.sync(fd_.get()) != 0)
    failed("written", target_);
}

// A second name for the old file: its own name is not gone for a moment.
void whole_file::keep_previous() {
  if (problem_)
    return;
  auto kept = target_;
  kept += ".bak";
  if (disk_.unlink(kept) != 0 && errno != ENOENT)
    return failed("replaced", kept);
  if (disk_.link(target_, kept) != 0 && errno != ENOENT)
    failed("written", kept);
}

void whole_file::move_in() {
  if (problem_)
    return;
  if (disk_.rename(aside_, target_) != 0)
    return failed("replaced", target_);
  fd_ = {};
  is_in_place_ = true;
}

} // namespace storify
