// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/whole_file_store.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "messages/errors.hpp"

namespace storify {

namespace {

// Brings products and removed sources into their order; nothing may be there
// twice.
caf::error put_in_order(inventory_image& image) {
  auto& products = image.products;
  auto in_order = std::ranges::is_sorted(products, {}, &product::id);
  if (!in_order)
    std::ranges::sort(products, {}, &product::id);
  auto twice = std::ranges::adjacent_find(products, {}, &product::id);
  if (twice != products.end())
    return fail(ec::bad_row,
                fmt::format("the id {} is there twice", twice->id));
  auto& removed = image.removed;
  std::ranges::sort(removed, {}, &removed_source::source);
  auto again = std::ranges::adjacent_find(removed, {}, &removed_source::source);
  if (again != removed.end())
    return fail(ec::bad_row,
                fmt::format("{} of {} is there twice among the removed",
                            again->source.key, again->source.site));
  return {};
}

// Makes sure that no id is given again.
caf::error settle_next_id(inventory_image& image) {
  auto free = image.products.empty() ? 1 : image.products.back().id + 1;
  if (image.next_id == 0)
    image.next_id = free;
  if (image.next_id < free)
    return fail(ec::bad_row,
                fmt::format("the next id {} is given already", image.next_id));
  return {};
}

} // namespace

whole_file_store::whole_file_store(std::filesystem::path file)
  : file_(std::move(file)),
    unread_(fail(ec::storage_failed,
                 fmt::format("{} was not read yet", file_.string()))) {
}

caf::expected<inventory_image> whole_file_store::load() {
  auto image = read();
  unread_ = image ? caf::error{} : image.error();
  return image;
}

caf::expected<uint64_t> whole_file_store::save(const snapshot& all) {
  if (unread_)
    return unread_;
  whole_file file{file_};
  write(all, file);
  if (auto problem = file.replace(previous_version::kept))
    return problem;
  return all.revision();
}

std::string whole_file_store::path() const {
  return file_.string();
}

caf::expected<inventory_image> whole_file_store::read() const {
  auto text = read_whole_file(file_);
  if (!text && text.error() == ec::file_not_found)
    return inventory_image{};
  if (!text)
    return std::move(text.error());
  auto image = parse(std::move(*text));
  auto problem = image ? put_in_order(*image) : image.error();
  if (!problem)
    problem = settle_next_id(*image);
  if (!problem)
    return image;
  auto code = problem == ec::storage_newer ? ec::storage_newer
                                           : ec::storage_damaged;
  return fail(code, fmt::format("{}, {}", path(), detail(problem)));
}

} // namespace storify
