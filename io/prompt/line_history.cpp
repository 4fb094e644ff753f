// SPDX-License-Identifier: BSD-3-Clause
#include "io/prompt/line_history.hpp"

#include <cctype>
#include <cstdio>
#include <utility>

#include <fcntl.h>

#include <readline/history.h>

#include "io/basics/unique_fd.hpp"

namespace storify {

namespace {

bool is_last(const std::string& line) {
  auto* last = ::history_get(::history_base + ::history_length - 1);
  return last && line == last->line;
}

} // namespace

line_history::line_history(std::string file) : file_(std::move(file)) {
  ::using_history();
  ::clear_history();
  ::stifle_history(max_lines);
  if (!file_.empty())
    ::read_history(file_.c_str());
}

void line_history::add(const std::string& line) {
  if (line.empty() || std::isspace(static_cast<unsigned char>(line.front())))
    return;
  if (is_last(line))
    return;
  ::add_history(line.c_str());
  if (!file_.empty())
    append_to_file();
}

void line_history::append_to_file() const {
  // The library appends to what exists; what a person types is private.
  unique_fd exists{
    ::open(file_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR)};
  if (::append_history(1, file_.c_str()) == 0)
    ::history_truncate_file(file_.c_str(), max_lines);
}

} // namespace storify
