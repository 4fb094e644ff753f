// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/part_packer.hpp"

#include <algorithm>
#include <memory>
#include <numeric>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "messages/errors.hpp"
#include "messages/snapshot.hpp"

namespace storify {

namespace {

caf::error check_size(std::string_view what, size_t bytes) {
  if (bytes <= product_chunk::max_text_bytes)
    return {};
  return fail(ec::bad_row,
              fmt::format("its {} has {} bytes, at most {} are possible", what,
                          bytes, product_chunk::max_text_bytes));
}

caf::error check_texts(const product_view& x) {
  auto longest = std::max({x.name.size(), x.source.key.size(), x.url.size()});
  if (longest <= product_chunk::max_text_bytes)
    return {};
  if (auto problem = check_size("name", x.name.size()))
    return problem;
  if (auto problem = check_size("key", x.source.key.size()))
    return problem;
  return check_size("url", x.url.size());
}

caf::error twice(product_id id) {
  return fail(ec::bad_row, fmt::format("the id {} is there twice", id));
}

// Brings the removed sources into their order; none may be there twice.
caf::error sort_removed(std::vector<removed_source>& removed) {
  std::ranges::sort(removed, {}, &removed_source::source);
  auto again = std::ranges::adjacent_find(removed, {}, &removed_source::source);
  if (again == removed.end())
    return {};
  return fail(ec::bad_row,
              fmt::format("{} of {} is there twice among the removed",
                          again->source.key, again->source.site));
}

} // namespace

caf::error part_packer::add(const product_view& x) {
  if (auto problem = check_texts(x))
    return problem;
  if (!is_in_order_) {
    ids_.push_back(x.id);
    auto row = x;
    row.id = ids_.size();
    builder_.append(row);
    return {};
  }
  if (x.id <= builder_.last_id())
    return fail(ec::bad_row, fmt::format("the id {} can't follow {}", x.id,
                                         builder_.last_id()));
  builder_.append(x);
  return {};
}

inventory_part part_packer::take() {
  return {snapshot{builder_.take_full_pages()}, false};
}

caf::expected<inventory_part>
part_packer::finish(std::vector<removed_source> removed, product_id next_id) {
  if (!is_in_order_)
    if (auto problem = sort())
      return problem;
  if (auto problem = sort_removed(removed))
    return problem;
  auto free = builder_.last_id() + 1;
  if (next_id != 0 && next_id < free)
    return fail(ec::bad_row,
                fmt::format("the next id {} is given already", next_id));
  auto rest = builder_.finish();
  rest.next_id = next_id == 0 ? free : next_id;
  rest.removed = std::make_shared<const std::vector<removed_source>>(
    std::move(removed));
  return inventory_part{snapshot{std::move(rest)}, true};
}

// Until now a product had its number in the file as its id.
caf::error part_packer::sort() {
  snapshot rows{std::exchange(builder_, {}).finish()};
  std::vector<size_t> order(ids_.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::ranges::sort(order, {}, [this](size_t x) { return ids_[x]; });
  for (auto number : order) {
    auto row = *rows.find(number + 1);
    row.id = ids_[number];
    if (row.id == builder_.last_id())
      return twice(row.id);
    builder_.append(row);
  }
  return {};
}

} // namespace storify
