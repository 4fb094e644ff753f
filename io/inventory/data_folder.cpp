// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/data_folder.hpp"

#include <array>
#include <cerrno>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <fmt/format.h>

#include "core/basics/whole_number.hpp"
#include "io/basics/file_trouble.hpp"
#include "io/inventory/whole_file.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace fs = std::filesystem;

namespace {

constexpr auto lock_name = "storify.lock";

// Who holds the lock has written its process id into the file.
caf::error in_use(const fs::path& folder, int lock) {
  std::array<char, 24> text{};
  auto size = ::pread(lock, text.data(), text.size(), 0);
  std::string_view written{text.data(),
                           size > 0 ? static_cast<size_t>(size) : 0};
  auto pid = read_whole_number(written.substr(0, written.find('\n')));
  return fail(ec::folder_in_use,
              pid ? fmt::format("{}, process {}", folder.string(), *pid)
                  : folder.string());
}

// Creates what is missing, and waits until the disk has the names.
caf::error make_folders(const fs::path& folder, disk& on) {
  std::error_code problem;
  std::vector<fs::path> missing;
  for (auto x = folder; !x.empty() && !fs::exists(x, problem);
       x = x.parent_path())
    missing.push_back(x);
  fs::create_directories(folder, problem);
  if (problem)
    return file_trouble(folder, "created", problem.value());
  for (const auto& x : missing)
    if (on.sync_folder(folder_of(x)) != 0)
      return file_trouble(folder_of(x), "synchronised", errno);
  return {};
}

bool write_process_id(int lock) {
  auto text = fmt::format("{}\n", ::getpid());
  auto size = static_cast<ssize_t>(text.size());
  // In place and then cut: a full disk has room for it if there was one before.
  return ::pwrite(lock, text.data(), text.size(), 0) == size
         && ::ftruncate(lock, size) == 0;
}

} // namespace

// The lock goes with its descriptor, however the process ends, so that nobody
// has to clean up after a crash. The file stays: if it were deleted, one
// process could lock the deleted file and another one a new file of that name.
caf::expected<data_folder> data_folder::open(fs::path path, disk& on) {
  if (auto problem = make_folders(path, on))
    return problem;
  auto file = path / lock_name;
  unique_fd lock{::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666)};
  if (!lock)
    return file_trouble(file, "written", errno);
  if (::flock(lock.get(), LOCK_EX | LOCK_NB) != 0)
    return errno == EWOULDBLOCK ? in_use(path, lock.get())
                                : file_trouble(file, "locked", errno);
  if (!write_process_id(lock.get()))
    return file_trouble(file, "written", errno);
  remove_leftovers(path, on);
  return data_folder{std::move(path), std::move(lock)};
}

data_folder::data_folder(fs::path path, unique_fd lock)
  : path_(std::move(path)), lock_(std::move(lock)) {
}

// All stores of a shop are called inventory, and so is what stands beside them.
bool is_kept_by_shop(const fs::path& file, const fs::path& folder) {
  std::error_code ignored;
  auto real = fs::weakly_canonical(fs::absolute(file, ignored), ignored);
  auto home = fs::weakly_canonical(fs::absolute(folder, ignored), ignored);
  auto name = real.filename().string();
  return real.parent_path() == home
         && (name == lock_name || name.starts_with("inventory."));
}

} // namespace storify
