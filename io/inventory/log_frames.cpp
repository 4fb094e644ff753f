// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/log_frames.hpp"

#include <algorithm>
#include <cstring>
#include <new>
#include <utility>

namespace storify {

namespace {

constexpr int header_size = 24;

// To write more at once is no faster. One frame more is held than that, with
// the largest page that there is.
constexpr size_t enough = 64 * 1024;
constexpr size_t capacity = enough + header_size + 65'536;

// A header tells there how large the database is after the transaction, if that
// ends with this frame; else it has zeros.
bool is_end(const std::byte* header) {
  return std::any_of(header + 4, header + 8,
                     [](std::byte x) { return x != std::byte{0}; });
}

} // namespace

// A frame is a header and then a page. When a transaction wrote a page twice,
// SQLite reads its frames at the end and corrects the headers: so the last of
// them comes alone, after a `flush`. No page follows it, and it can't wait.
int log_frames::write(sqlite3_file& log, const std::byte* bytes, int size,
                      int64_t at) {
  if (trouble_ != SQLITE_OK)
    return trouble_;
  auto length = static_cast<size_t>(size);
  auto is_next = at == begin_ + static_cast<int64_t>(size_);
  if (!is_next || (size_ >= enough && !awaits_page_))
    if (auto code = flush(log); code != SQLITE_OK)
      return code;
  if (awaits_page_ && hold(bytes, length, at)) {
    awaits_page_ = false;
    return has_end_ ? flush(log) : SQLITE_OK;
  }
  auto can_wait = size == header_size && (size_ > 0 || !is_end(bytes));
  if (can_wait && hold(bytes, length, at)) {
    awaits_page_ = true;
    has_end_ = is_end(bytes);
    return SQLITE_OK;
  }
  auto code = flush(log);
  return code == SQLITE_OK ? log.pMethods->xWrite(&log, bytes, size, at) : code;
}

int log_frames::flush(sqlite3_file& log) {
  awaits_page_ = false;
  if (auto size = static_cast<int>(std::exchange(size_, 0)); size > 0)
    trouble_ = log.pMethods->xWrite(&log, held_.get(), size, begin_);
  return trouble_;
}

void log_frames::forget() {
  awaits_page_ = false;
  size_ = 0;
  trouble_ = SQLITE_OK;
}

// SQLite is C: nothing may be thrown through it.
bool log_frames::hold(const std::byte* bytes, size_t size, int64_t at) {
  if (!held_)
    held_.reset(new (std::nothrow) std::byte[capacity]);
  if (!held_ || size > capacity - size_)
    return false;
  if (size_ == 0)
    begin_ = at;
  std::memcpy(held_.get() + size_, bytes, size);
  size_ += size;
  return true;
}

} // namespace storify
