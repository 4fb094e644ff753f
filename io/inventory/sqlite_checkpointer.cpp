// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/sqlite_checkpointer.hpp"

#include <chrono>
#include <system_error>

#include "io/inventory/sqlite_connection.hpp"

namespace storify {

namespace {

// Four MiB of small pages: so much that beginning costs nothing, so little that
// a commit meanwhile finds no long queue at the disk.
constexpr int enough_pages = 1024;

// What fails here is tried again when there is more, and when all is closed.
void checkpoint(const std::filesystem::path& file) {
  if (auto database = sqlite_connection::open(file))
    database->run("PRAGMA wal_checkpoint(PASSIVE)");
}

} // namespace

void sqlite_checkpointer::log_has(int pages) {
  using namespace std::chrono_literals;
  if (pages < moved_)
    moved_ = 0; // all was moved, and the log begun anew
  if (pages - moved_ < enough_pages)
    return;
  if (running_.valid() && running_.wait_for(0s) != std::future_status::ready)
    return;
  try {
    running_ = std::async(std::launch::async, checkpoint, file_);
    moved_ = pages;
  } catch (const std::system_error&) {
    // There is no thread for it now; the next commit asks again.
  }
}

} // namespace storify
