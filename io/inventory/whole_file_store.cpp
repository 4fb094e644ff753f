// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/whole_file_store.hpp"

#include <utility>

#include <fmt/format.h>

#include "messages/errors.hpp"

namespace storify {

namespace {

caf::error not_read(const std::filesystem::path& file) {
  return fail(ec::storage_failed,
              fmt::format("{} was not read yet", file.string()));
}

} // namespace

whole_file_store::whole_file_store(std::filesystem::path file, disk& on)
  : disk_(on), file_(std::move(file)), unread_(not_read(file_)) {
}

caf::expected<inventory_part> whole_file_store::load() {
  reader_ = nullptr;
  unread_ = not_read(file_);
  auto problem = open();
  if (problem == ec::file_not_found) {
    unread_ = {};
    return inventory_part{};
  }
  if (problem)
    return give_up(problem);
  return load_more();
}

caf::expected<inventory_part> whole_file_store::load_more() {
  if (!reader_)
    return unread_ ? unread_ : not_read(file_);
  auto part = read_part();
  if (!part)
    return give_up(part.error());
  if (part->is_last) {
    reader_ = nullptr;
    packer_.reset();
    unread_ = {};
  }
  return part;
}

caf::expected<uint64_t> whole_file_store::save(const snapshot& all) {
  if (unread_)
    return unread_;
  whole_file file{file_, disk_};
  write(all, file);
  if (auto problem = file.replace(previous_version::kept))
    return problem;
  return all.revision();
}

std::string whole_file_store::path() const {
  return file_.string();
}

// A look ahead at the ids tells whether parts can leave before all is read.
caf::error whole_file_store::open() {
  auto ahead = text_pieces::open(file_, disk_);
  if (!ahead)
    return std::move(ahead.error());
  auto is_in_order = ids_ascend(*ahead, form());
  if (!is_in_order)
    return std::move(is_in_order.error());
  auto text = text_pieces::open(file_, disk_);
  if (!text)
    return std::move(text.error());
  packer_.emplace(*is_in_order);
  reader_ = reader(std::move(*text));
  return {};
}

caf::expected<inventory_part> whole_file_store::read_part() {
  while (!packer_->has_part()) {
    auto more = reader_->read_piece(*packer_);
    if (!more)
      return std::move(more.error());
    if (!*more)
      return packer_->finish(std::move(reader_->removed), reader_->next_id);
  }
  return packer_->take();
}

// Keeps why nothing can be read, which is why nothing must be written.
caf::error whole_file_store::give_up(const caf::error& why) {
  reader_ = nullptr;
  packer_.reset();
  unread_ = why;
  if (why == ec::bad_row || why == ec::storage_newer)
    unread_ = fail(why == ec::bad_row ? ec::storage_damaged : ec::storage_newer,
                   fmt::format("{}, {}", path(), detail(why)));
  return unread_;
}

} // namespace storify
