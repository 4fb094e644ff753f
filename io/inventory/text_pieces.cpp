// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/text_pieces.hpp"

#include <algorithm>
#include <cerrno>

#include <fcntl.h>

#include "io/basics/file_trouble.hpp"
#include "io/inventory/whole_file.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace {

// Fits into the cache of a core.
constexpr size_t piece = 256 * 1024;

} // namespace

caf::expected<text_pieces> text_pieces::open(std::filesystem::path file,
                                             disk& on) {
  auto fd = on.open(file);
  if (!fd && errno == ENOENT)
    return no_such_file(file);
  if (!fd)
    return file_trouble(file, "read", errno);
  ::posix_fadvise(fd.get(), 0, 0, POSIX_FADV_SEQUENTIAL);
  return text_pieces{std::move(file), on, std::move(fd)};
}

caf::expected<bool> text_pieces::append_to(std::string& text) {
  auto wanted = std::max(piece, text.size());
  auto from = text.size();
  text += rest_;
  rest_.clear();
  for (;;) {
    auto size = read(text, wanted);
    if (!size)
      return std::move(size.error());
    if (*size == 0)
      return text.size() > from;
    auto end = text.rfind('\n');
    if (end == text.npos || end < from)
      continue;
    rest_.assign(text, end + 1);
    text.resize(end + 1);
    return true;
  }
}

// Appends what one read gives; returns how much that is.
caf::expected<size_t> text_pieces::read(std::string& text, size_t most) {
  auto from = text.size();
  text.resize(from + most);
  ssize_t size = 0;
  do
    size = disk_->read(fd_.get(), text.data() + from, most);
  while (size < 0 && errno == EINTR);
  if (size < 0)
    return file_trouble(file_, "read", errno);
  text.resize(from + static_cast<size_t>(size));
  return static_cast<size_t>(size);
}

} // namespace storify
