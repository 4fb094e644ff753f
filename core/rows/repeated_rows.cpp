// SPDX-License-Identifier: BSD-3-Clause
#include "core/rows/repeated_rows.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "core/inventory/source_index.hpp"
#include "messages/source_hash.hpp"

namespace storify {

namespace {

product_id order_of(const product_row& x) {
  return x.id.value_or(std::numeric_limits<product_id>::max());
}

/// A row that has a source.
struct scraped_row {
  source_hash hash;
  uint64_t line;
  size_t index;

  auto operator<=>(const scraped_row&) const = default;
};

/// Marks rows of a file as bad ones, and takes them out at last.
class rejects {
public:
  explicit rejects(file_rows& x) : file_(&x), is_out_(x.rows.size()) {
  }

  void add(size_t index, std::string reason) {
    if (is_out_[index])
      return;
    is_out_[index] = true;
    file_->bad.add({file_->rows[index].line, std::move(reason)});
  }

  void take_out() {
    auto& rows = file_->rows;
    std::erase_if(rows, [&](const product_row& x) {
      return is_out_[static_cast<size_t>(&x - rows.data())];
    });
  }

private:
  file_rows* file_;
  std::vector<bool> is_out_;
};

void find_repeated_ids(const std::vector<product_row>& rows, rejects& out) {
  for (size_t i = 1, first = 0; i < rows.size() && rows[i].id; ++i)
    if (rows[i].id != rows[first].id)
      first = i;
    else
      out.add(i, fmt::format("id: {} is in line {} already", *rows[i].id,
                             rows[first].line));
}

void find_repeated_sources(const std::vector<product_row>& rows, rejects& out) {
  std::vector<scraped_row> scraped;
  for (size_t i = 0; i < rows.size(); ++i)
    if (rows[i].is_scraped())
      scraped.push_back(
        {source_index::hash_of(*rows[i].source), rows[i].line, i});
  std::ranges::sort(scraped);
  for (size_t i = 1, first = 0; i < scraped.size(); ++i) {
    if (scraped[i].hash != scraped[first].hash)
      first = i;
    // Nearly always there is one of that hash.
    for (auto before = first; before < i; ++before)
      if (rows[scraped[before].index].source == rows[scraped[i].index].source) {
        out.add(scraped[i].index,
                fmt::format("key: the product of that site and key is in line "
                            "{} already",
                            scraped[before].line));
        break;
      }
  }
}

} // namespace

void sort_by_id(std::vector<product_row>& rows) {
  if (!std::ranges::is_sorted(rows, {}, order_of))
    std::ranges::stable_sort(rows, {}, order_of);
}

void take_out_repeated(file_rows& x) {
  rejects out{x};
  find_repeated_ids(x.rows, out);
  find_repeated_sources(x.rows, out);
  out.take_out();
}

} // namespace storify
