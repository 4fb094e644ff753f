// SPDX-License-Identifier: BSD-3-Clause
#include "core/prompt/list_printout.hpp"

#include <algorithm>
#include <utility>

#include "core/prompt/answers.hpp"

namespace storify {

list_printout::list_printout(snapshot from, listing_query query,
                             row_format format, table_style style)
  : found_(std::move(from), std::move(query)),
    rows_(format, style),
    format_(format) {
}

void list_printout::prepare(size_t products) {
  if (!is_found_) {
    is_found_ = !found_.step(products);
    return;
  }
  auto end = std::min(found_.size(), next_ + products);
  for (; next_ < end; ++next_)
    rows_.measure(found_.row(next_));
  if (next_ == found_.size()) {
    is_measured_ = true;
    next_ = 0;
  }
}

bool list_printout::write(std::string& out, size_t bytes) {
  if (format_ == row_format::table && found_.size() == 0) {
    out += total_line(0);
    return true;
  }
  if (!std::exchange(has_header_, true))
    rows_.append_header(out);
  while (next_ < found_.size() && out.size() < bytes)
    rows_.append_row(out, found_.row(next_++));
  if (next_ < found_.size())
    return false;
  rows_.append_footer(out);
  if (format_ == row_format::table)
    out += total_line(found_.size());
  return true;
}

} // namespace storify
