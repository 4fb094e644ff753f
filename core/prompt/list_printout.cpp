// SPDX-License-Identifier: BSD-3-Clause
#include "core/prompt/list_printout.hpp"

#include <algorithm>
#include <utility>

#include "core/prompt/answers.hpp"
#include "core/prompt/no_match.hpp"

namespace storify {

namespace {

// More than a row that begins within a slice takes.
constexpr size_t room_for_row = 1024;

} // namespace

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
  each_row([&](const product_view& x) {
    rows_.measure(x);
    return next_ < end;
  });
  if (next_ == found_.size()) {
    is_measured_ = true;
    next_ = 0;
  }
}

bool list_printout::write(std::string& out, size_t bytes) {
  if (format_ == row_format::table && found_.size() == 0) {
    append_total(out);
    return true;
  }
  out.reserve(bytes + room_for_row);
  if (!std::exchange(has_header_, true))
    rows_.append_header(out);
  each_row([&](const product_view& x) {
    rows_.append_row(out, x);
    return out.size() < bytes;
  });
  if (next_ < found_.size())
    return false;
  rows_.append_footer(out);
  if (format_ == row_format::table)
    append_total(out);
  return true;
}

// In any order but that of the ids, each row is somewhere else: its texts are
// asked for some rows before they are needed.
template <class Function>
void list_printout::each_row(Function use) {
  constexpr size_t ahead = 16;
  for (auto more = true; more && next_ < found_.size();) {
    found_.prefetch(next_ + ahead);
    auto row = found_.row(next_++);
    more = use(row);
  }
}

void list_printout::append_total(std::string& out) const {
  const auto& [products, pieces] = found_.matched();
  if (products == 0)
    out += no_match_line(found_.from(), found_.query());
  else if (!found_.query().is_filtered() && found_.size() == products)
    out += total_line(products);
  else
    out += matches_line(found_.size(), products, pieces);
}

} // namespace storify
