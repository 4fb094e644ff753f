// SPDX-License-Identifier: BSD-3-Clause
#include "core/inventory/product_table.hpp"

#include <algorithm>
#include <utility>

namespace storify {

namespace {

constexpr auto chunks_per_page = std::tuple_size_v<chunk_page>;

// No generation has it: what bears it is not ours to write.
constexpr uint64_t foreign = 0;

} // namespace

product_table::place product_table::adopt(const snapshot& part) {
  auto first = slots_.size() * product_chunk::capacity;
  const auto& parts = part.get();
  if (parts.origins->size() > origins_.list().size())
    origins_ = origin_table{parts.origins};
  for (const auto& x : parts.pages)
    pages_.push_back({x, nullptr, foreign});
  for (size_t index = 0; index < parts.chunks; ++index) {
    const auto& page = *parts.pages[index / chunks_per_page];
    slots_.push_back({page[index % chunks_per_page].get(), nullptr, foreign});
  }
  size_ += parts.size;
  return first;
}

product_table::place product_table::append(const product_view& x,
                                           uint32_t origin) {
  auto& chunk = chunk_with_room(x);
  chunk.append(x, origin);
  ++size_;
  return place_of(slots_.size() - 1, x.id);
}

bool product_table::can_hold(product_id id) const {
  auto base = product_chunk::base_of(id);
  return slots_.empty() || slots_.back().rows->base() < base
         || slot_of(base) < slots_.size();
}

void product_table::make_room(product_id id) {
  auto base = product_chunk::base_of(id);
  if (slots_.empty() || slots_.back().rows->base() < base)
    add_chunk(product_chunk::make_small(base));
}

product_table::place product_table::insert(const product_view& x,
                                           uint32_t origin) {
  auto where = place_of(slot_of(product_chunk::base_of(x.id)), x.id);
  writable(where).insert(x, origin);
  ++size_;
  return where;
}

std::optional<product_table::place> product_table::find(product_id id) const {
  auto index = slot_of(product_chunk::base_of(id));
  if (index == slots_.size())
    return std::nullopt;
  const auto& rows = *slots_[index].rows;
  if (rows.find(id) == rows.size())
    return std::nullopt;
  return place_of(index, id);
}

// Not inline, as `product_chunk::prefetch`.
void product_table::prefetch_chunk(place where) const {
  __builtin_prefetch(slot_at(where).rows);
}

void product_table::prefetch_row(place where) const {
  const auto& rows = *slot_at(where).rows;
  if (auto likely = where % product_chunk::capacity; likely < rows.size())
    __builtin_prefetch(&rows.row(likely));
}

void product_table::prefetch_text(place where) const {
  const auto& rows = *slot_at(where).rows;
  auto row = row_at(where);
  if (row < rows.size())
    __builtin_prefetch(rows.name(row).data());
}

product_view product_table::view(place where) const {
  return slot_at(where).rows->view(row_at(where), origins_.list());
}

source_view product_table::source(place where) const {
  const auto& rows = *slot_at(where).rows;
  auto row = row_at(where);
  return {origins_.list()[rows.row(row).origin].site, rows.key(row)};
}

void product_table::replace(place where, const product_view& x) {
  auto origin = origin_of(x.source.site, x.category, x.cost.unit);
  writable(where).replace(row_at(where), x, origin);
}

void product_table::erase(place where) {
  writable(where).erase(row_at(where));
  --size_;
}

void product_table::share(snapshot::parts& out) {
  ++generation_;
  spare_.give_back();
  out.pages.reserve(pages_.size());
  for (const auto& x : pages_)
    out.pages.push_back(x.chunks);
  out.chunks = slots_.size();
  out.last_size = slots_.empty() ? 0 : slots_.back().rows->size();
  out.origins = origins_.share();
  out.size = size_;
}

size_t product_table::row_at(place where) const {
  return slot_at(where).rows->find(id_at(where));
}

// Returns the index of the slot of that base, or the number of slots. Ids
// without gaps have no more slots between them than chunks.
size_t product_table::slot_of(product_id base) const {
  if (slots_.empty() || base < slots_.front().rows->base())
    return slots_.size();
  auto guess = (base - slots_.front().rows->base()) / product_chunk::capacity;
  if (guess < slots_.size() && slots_[guess].rows->base() == base)
    return guess;
  auto before = [](const slot& x, product_id wanted) {
    return x.rows->base() < wanted;
  };
  auto found = std::lower_bound(slots_.begin(), slots_.end(), base, before);
  if (found == slots_.end() || found->rows->base() != base)
    return slots_.size();
  return static_cast<size_t>(found - slots_.begin());
}

// Adding in place is fine even where a snapshot shares the last chunk: it knows
// how many rows are its own.
product_chunk& product_table::chunk_with_room(const product_view& x) {
  auto base = product_chunk::base_of(x.id);
  if (slots_.empty() || slots_.back().rows->base() != base)
    return add_chunk(base);
  auto& last = slots_.back();
  if (last.own != nullptr
      && (last.written_in == generation_
          || last.own->has_room_for(packed_text_bytes(x))))
    return *last.own;
  return copy(slots_.size() - 1);
}

product_chunk& product_table::add_chunk(product_id base) {
  if (slots_.empty())
    return add_chunk(std::make_shared<product_chunk>(base));
  return add_chunk(std::make_shared<product_chunk>(base, *slots_.back().rows));
}

product_chunk&
product_table::add_chunk(const std::shared_ptr<product_chunk>& chunk) {
  if (!slots_.empty())
    if (auto& last = slots_.back();
        last.own != nullptr && last.written_in == generation_)
      last.own->close();
  page_to_add_to()[slots_.size() % chunks_per_page] = chunk;
  slots_.push_back({chunk.get(), chunk.get(), generation_});
  return *chunk;
}

// A snapshot looks at no more chunks than there were: these may come in place.
chunk_page& product_table::page_to_add_to() {
  if (slots_.size() % chunks_per_page == 0) {
    auto chunks = std::make_shared<chunk_page>();
    pages_.push_back({chunks, chunks.get(), generation_});
  } else if (pages_.back().own == nullptr) {
    copy_page(pages_.back());
  }
  return *pages_.back().own;
}

product_chunk& product_table::writable(place where) {
  auto index = where / product_chunk::capacity;
  const auto& x = slots_[index];
  return x.written_in == generation_ ? *x.own : copy(index);
}

// Who may hold the chunk is not asked of its `use_count`, which other threads
// change, but known from its generation: that raises no question of ordering.
// Only to use memory again `spare_chunks` has to ask.
product_chunk& product_table::copy(size_t index) {
  auto& x = slots_[index];
  auto chunk = spare_.copy_of(*x.rows);
  // Whoever else goes on from the same part must not write to the same room.
  if (x.own == nullptr)
    chunk->leave_room_to_others();
  auto& there = writable_page(index / chunks_per_page)[index % chunks_per_page];
  if (x.own != nullptr)
    spare_.keep(there);
  there = chunk;
  x = {chunk.get(), chunk.get(), generation_};
  return *chunk;
}

chunk_page& product_table::writable_page(size_t index) {
  auto& x = pages_[index];
  if (x.written_in != generation_)
    copy_page(x);
  return *x.own;
}

void product_table::copy_page(shared_page& x) {
  auto chunks = std::make_shared<chunk_page>(*x.chunks);
  x = {chunks, chunks.get(), generation_};
}

} // namespace storify
