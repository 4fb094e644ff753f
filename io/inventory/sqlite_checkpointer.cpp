// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/sqlite_checkpointer.hpp"

#include <algorithm>
#include <chrono>
#include <system_error>

#include "io/inventory/sqlite_connection.hpp"

namespace storify {

namespace {

// So much that beginning costs nothing, so little that a commit meanwhile finds
// no long queue at the disk.
constexpr int page_size = 4096;
constexpr int enough_pages = sqlite_checkpointer::usual_log_size / page_size;

// Of a log as usual a commit can move so few in less than a millisecond. While
// a lot is written never so few are left: the longer the log, the more it is
// worth, up to what takes a few milliseconds.
int few_pages(int logged) {
  return std::clamp(logged / 32, 32, 256);
}

// What fails here is tried again when there is more, and when all is closed.
int checkpoint(const std::filesystem::path& file) {
  auto database = sqlite_connection::open(file);
  return database ? database->checkpoint() : 0;
}

} // namespace

bool sqlite_checkpointer::log_has(int pages) {
  using namespace std::chrono_literals;
  if (running_.valid()) {
    if (running_.wait_for(0s) != std::future_status::ready)
      return false;
    moved_ = running_.get();
    if (moved_ > 0 && pages > moved_ && pages - moved_ <= few_pages(pages))
      return true;
  }
  if (pages < moved_)
    moved_ = 0; // all was moved, and the log begun anew
  if (pages - moved_ < enough_pages)
    return false;
  try {
    running_ = std::async(std::launch::async, checkpoint, file_);
  } catch (const std::system_error&) {
    // There is no thread for it now; the next commit asks again.
  }
  return false;
}

} // namespace storify
