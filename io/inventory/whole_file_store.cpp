// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/whole_file_store.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "io/inventory/checksum_file.hpp"
#include "io/inventory/kept_copy.hpp"
#include "messages/errors.hpp"

namespace storify {

namespace {

std::filesystem::path previous_of(const std::filesystem::path& file) {
  auto kept = real_file(file);
  kept += ".bak";
  return kept;
}

// A small file is looked through before a thread for it would run.
bool is_large(const std::filesystem::path& file) {
  constexpr uintmax_t large = 4 * 1024 * 1024;
  std::error_code none;
  auto size = std::filesystem::file_size(file, none);
  return !none && size >= large;
}

// What no thread is about is ready to be worked out by who asks.
template <class T>
bool is_ready(const std::future<T>& x) {
  return x.wait_for(std::chrono::seconds{0}) != std::future_status::timeout;
}

bool is_among(const std::vector<std::string>& known, const std::string& one) {
  return std::ranges::find(known, one) != known.end();
}

} // namespace

whole_file_store::whole_file_store(std::filesystem::path file, disk& on)
  : disk_(on), file_(std::move(file)), unread_(not_read(file_)) {
}

caf::expected<inventory_part> whole_file_store::load() {
  reader_ = nullptr;
  unread_ = not_read(file_);
  checksum_.clear();
  is_settled_ = false;
  auto problem = open();
  if (problem == ec::file_not_found)
    problem = check_is_new();
  if (problem)
    return give_up(problem);
  if (reader_)
    return load_more();
  unread_ = {};
  return inventory_part{};
}

caf::expected<inventory_part> whole_file_store::load_more() {
  if (!reader_)
    return unread_ ? unread_ : not_read(file_);
  auto part = read_part();
  if (!part)
    return give_up(part.error());
  if (part->is_last) {
    checksum_ = reader_->checksum();
    if (auto problem = check_checksum())
      return give_up(problem);
    reader_ = nullptr;
    packer_.reset();
    unread_ = {};
  }
  return part;
}

caf::expected<uint64_t> whole_file_store::save(const snapshot& all) {
  if (unread_)
    return unread_;
  if (auto problem = settle())
    return problem;
  whole_file file{file_, disk_};
  write(all, file);
  auto checksum = file.checksum();
  if (!checksum)
    return std::move(checksum.error());
  if (auto problem = checksum_file{file_, disk_}.write(*checksum, checksum_))
    return problem;
  auto problem = file.replace(previous_version::kept);
  is_settled_ = !problem;
  if (file.is_in_place())
    checksum_ = std::move(*checksum);
  if (problem)
    return problem;
  return all.revision();
}

std::string whole_file_store::path() const {
  return file_.string();
}

caf::expected<std::vector<std::string>> whole_file_store::repair() {
  if (auto problem = open())
    return problem;
  uint64_t products = 0;
  for (auto is_over = false; !is_over;) {
    auto part = read_part();
    if (!part)
      return give_up(part.error());
    products += part->rows.size();
    is_over = part->is_last;
  }
  checksum_ = std::exchange(reader_, nullptr)->checksum();
  packer_.reset();
  checksum_file file{file_, disk_};
  auto known = file.read();
  if (known && is_among(*known, checksum_))
    return std::vector<std::string>{};
  if (!known && known.error() != ec::storage_damaged)
    return std::move(known.error());
  if (products == 0 && !previous().empty())
    return damaged(path() + " has no products");
  auto done = keep_previous();
  if (!done)
    return std::move(done.error());
  if (auto problem = file.write(checksum_, {}))
    return problem;
  done->push_back(
    fmt::format("{} reads well (products: {}) and was taken as it stands; its "
                "checksum in {} is new",
                path(), products, file.path().string()));
  return std::move(*done);
}

// The next save replaces it by what is taken now. Returns what was done.
caf::expected<std::vector<std::string>>
whole_file_store::keep_previous() const {
  std::vector<std::string> done;
  if (previous().empty())
    return done;
  auto name = previous_of(file_);
  auto copy = keep_copy(name, ".kept");
  if (!copy)
    return std::move(copy.error());
  done.push_back(fmt::format("kept the version before, {}, as {}",
                             name.string(), copy->string()));
  return done;
}

// A look ahead at the ids tells whether parts can leave before all is read; it
// takes a tenth as long as reading does. Most often they can.
caf::error whole_file_store::open() {
  auto ahead = text_pieces::open(file_, disk_);
  if (!ahead)
    return std::move(ahead.error());
  if (auto problem = begin(true))
    return problem;
  auto look = [text = std::move(*ahead), lines = form()]() mutable {
    return ids_ascend(text, lines);
  };
  are_in_order_ = std::async(is_large(file_)
                               ? std::launch::async | std::launch::deferred
                               : std::launch::deferred,
                             std::move(look));
  return {};
}

// Begins to read the file, whose products come ascending by id or don't.
caf::error whole_file_store::begin(bool in_order) {
  auto text = text_pieces::open(file_, disk_);
  if (!text)
    return std::move(text.error());
  packer_.emplace(in_order);
  reader_ = reader(std::move(*text));
  return {};
}

// While the ids are looked at parts are read, but none leaves.
caf::expected<inventory_part> whole_file_store::read_part() {
  for (;;) {
    if (!are_in_order_.valid() && packer_->has_part())
      return packer_->take();
    auto more = reader_->read_piece(*packer_);
    auto is_over = !more || !*more;
    auto is_anew = begins_anew(is_over);
    if (!is_anew)
      return std::move(is_anew.error());
    if (*is_anew)
      continue;
    if (!more)
      return std::move(more.error());
    if (is_over)
      return packer_->finish(std::move(reader_->removed), reader_->next_id);
  }
}

// Begins to read again if it turns out that the ids don't ascend, and returns
// whether it did. Waits for that where there is nothing else to read.
caf::expected<bool> whole_file_store::begins_anew(bool is_over) {
  if (!are_in_order_.valid() || !(is_over || is_ready(are_in_order_)))
    return false;
  auto in_order = are_in_order_.get();
  if (!in_order)
    return std::move(in_order.error());
  if (*in_order)
    return false;
  if (auto problem = begin(false))
    return problem;
  return true;
}

// Compares what was read with what was written here, as far as anything tells.
caf::error whole_file_store::check_checksum() const {
  auto known = checksum_file{file_, disk_}.read();
  if (!known && known.error() == ec::storage_damaged)
    return damaged(detail(known.error()));
  if (!known)
    return std::move(known.error());
  if (known->empty() || is_among(*known, checksum_))
    return {};
  return damaged(fmt::format("{} is not what storify wrote: its checksum is "
                             "another one, so it was damaged, or changed by "
                             "another program",
                             path()));
}

// A first save that was cut off leaves the checksum of a file to come; where
// there are two, a file was replaced.
caf::error whole_file_store::check_is_new() const {
  checksum_file kept{file_, disk_};
  auto known = kept.read();
  if (!known && known.error() == ec::storage_damaged)
    return damaged(detail(known.error()));
  if (!known)
    return std::move(known.error());
  if (known->size() < 2)
    return {};
  return damaged(fmt::format("{} is gone; without {} a new one is begun",
                             path(), kept.path().string()));
}

// What may read well, but is not what was written here.
caf::error whole_file_store::damaged(const std::string& what) const {
  return fail(ec::storage_damaged, what + previous());
}

// Names the version before, if there is one.
std::string whole_file_store::previous() const {
  auto kept = previous_of(file_);
  std::error_code none;
  return std::filesystem::exists(kept, none)
           ? fmt::format("; {} is the version before", kept.string())
           : std::string{};
}

// Names that a process before this one, or a failed save, left unsettled could
// go back once the checksums have gone on.
caf::error whole_file_store::settle() {
  if (is_settled_)
    return {};
  auto problem = sync_name(real_file(file_), disk_);
  is_settled_ = !problem;
  return problem;
}

// Keeps why nothing can be read, which is why nothing must be written.
caf::error whole_file_store::give_up(const caf::error& why) {
  are_in_order_ = {};
  reader_ = nullptr;
  packer_.reset();
  unread_ = why;
  if (why == ec::bad_row)
    unread_ = fail(ec::storage_damaged,
                   fmt::format("{}, {}{}", path(), detail(why), previous()));
  if (why == ec::storage_newer)
    unread_ = fail(ec::storage_newer,
                   fmt::format("{}, {}", path(), detail(why)));
  return unread_;
}

} // namespace storify
