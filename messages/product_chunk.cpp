// SPDX-License-Identifier: BSD-3-Clause
#include "messages/product_chunk.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace storify {

namespace {

constexpr size_t url_prefix_bytes = 2;

constexpr size_t least_text_bytes = 4096;

// Less than that isn't worth the work.
constexpr uint32_t least_waste = 4096;

char* put(char* at, std::string_view text) {
  return std::copy(text.begin(), text.end(), at);
}

} // namespace

size_t packed_text_bytes(const product_view& x) {
  auto bytes = x.name.size() + x.source.key.size();
  return x.url.empty() ? bytes : bytes + url_prefix_bytes + x.url.size();
}

product_chunk::product_chunk(product_id base)
  : product_chunk(base, capacity, least_text_bytes) {
}

std::shared_ptr<product_chunk> product_chunk::make_small(product_id base) {
  return std::shared_ptr<product_chunk>{new product_chunk(base, 0, 0)};
}

product_chunk::product_chunk(product_id base, size_t rows, size_t text_bytes)
  : base_(base),
    row_capacity_(static_cast<uint32_t>(rows)),
    text_capacity_(static_cast<uint32_t>(text_bytes)),
    rows_(std::make_unique_for_overwrite<packed_product[]>(rows)),
    text_(std::make_shared_for_overwrite<char[]>(text_bytes)) {
}

// A little more, since texts differ in length.
product_chunk::product_chunk(product_id base, const product_chunk& previous)
  : product_chunk(base, capacity,
                  previous.size_ == capacity
                    ? previous.text_size_ + previous.text_size_ / 64
                    : least_text_bytes) {
}

product_chunk::product_chunk(const product_chunk& other)
  : base_(other.base_),
    row_capacity_(other.row_capacity_),
    rows_(std::make_unique_for_overwrite<packed_product[]>(row_capacity_)) {
  *this = other;
}

product_chunk& product_chunk::operator=(const product_chunk& other) {
  if (row_capacity_ != other.row_capacity_)
    return *this = product_chunk{other};
  base_ = other.base_;
  size_ = other.size_;
  live_ = other.live_;
  text_size_ = other.text_size_;
  text_capacity_ = other.text_capacity_;
  waste_ = other.waste_;
  text_ = other.text_;
  std::copy_n(other.rows_.get(), size_, rows_.get());
  return *this;
}

std::string_view product_chunk::url(size_t index) const {
  const auto& x = rows_[index];
  if (!x.has_url)
    return {};
  const auto* at = text_.get() + x.text + x.name_size + x.key_size;
  uint16_t size = 0;
  std::memcpy(&size, at, url_prefix_bytes);
  return {at + url_prefix_bytes, size};
}

// Not inline: g++ 12 takes a function that does nothing else for one without
// effect, and leaves out calls that it could inline.
void product_chunk::prefetch(size_t index) const {
  auto end = key(index);
  __builtin_prefetch(name(index).data());
  __builtin_prefetch(end.data() + end.size());
}

product_view product_chunk::view(size_t index,
                                 const std::vector<origin>& origins) const {
  const auto& row = rows_[index];
  const auto& from = origins[row.origin];
  product_view x;
  x.id = base_ + row.number;
  x.name = name(index);
  x.cost = {static_cast<int64_t>(row.cents), from.unit};
  x.quantity = row.quantity;
  x.category = from.category;
  x.source = {from.site, key(index)};
  x.url = url(index);
  x.edited = {row.edited_name != 0, row.edited_price != 0,
              row.edited_quantity != 0};
  return x;
}

// As long as none was packed away, the number of a product is its index.
size_t product_chunk::find(product_id id, size_t size) const {
  if (id < base_ || id - base_ >= capacity)
    return size;
  auto number = static_cast<size_t>(id - base_);
  auto index = number;
  if (index >= size || rows_[index].number != number) {
    auto before = [](const packed_product& x, size_t wanted) {
      return x.number < wanted;
    };
    const packed_product* begin = rows_.get();
    const auto* end = begin + size;
    const auto* found = std::lower_bound(begin, end, number, before);
    if (found == end || found->number != number)
      return size;
    index = static_cast<size_t>(found - begin);
  }
  return rows_[index].is_there ? index : size;
}

void product_chunk::append(const product_view& x, uint32_t origin) {
  if (size_ == row_capacity_)
    pack_rows(capacity);
  reserve_text(packed_text_bytes(x));
  auto& row = rows_[size_];
  row = {};
  row.number = (x.id - base_) % capacity;
  row.is_there = 1;
  put_texts(row, x);
  put_values(row, x, origin);
  ++size_;
  ++live_;
}

void product_chunk::insert(const product_view& x, uint32_t origin) {
  reserve_text(packed_text_bytes(x));
  auto& row = make_row(x.id - base_);
  row.is_there = 1;
  put_texts(row, x);
  put_values(row, x, origin);
  ++live_;
  if (size_ == capacity)
    close();
}

// Returns the row of that number: the one of a removed product, or a new one.
packed_product& product_chunk::make_row(size_t number) {
  constexpr size_t few = 4;
  if (size_ == row_capacity_)
    pack_rows(std::min(capacity, std::max<size_t>(few, 2 * live_)));
  auto* end = rows_.get() + size_;
  auto before = [](const packed_product& row, size_t wanted) {
    return row.number < wanted;
  };
  auto* row = std::lower_bound(rows_.get(), end, number, before);
  if (row == end || row->number != number) {
    std::copy_backward(row, end, end + 1);
    ++size_;
  }
  *row = {};
  row->number = number % capacity;
  return *row;
}

void product_chunk::replace(size_t index, const product_view& x,
                            uint32_t origin) {
  auto& row = rows_[index];
  if (x.name != name(index) || x.source.key != key(index)
      || x.url != url(index)) {
    auto before = text_; // the new texts may be views of these
    waste_ += static_cast<uint32_t>(text_bytes(index));
    reserve_text(packed_text_bytes(x));
    put_texts(row, x);
  }
  put_values(row, x, origin);
  if (waste_ > text_size_ / 2 && waste_ > least_waste)
    pack_texts();
}

void product_chunk::erase(size_t index) {
  rows_[index].is_there = 0;
  waste_ += static_cast<uint32_t>(text_bytes(index));
  if (--live_ < size_ / 2 || live_ == 0) {
    pack_rows(live_);
    pack_texts();
  }
}

void product_chunk::close() {
  if (row_capacity_ - size_ > size_ / 16)
    pack_rows(live_);
  if (text_capacity_ - text_size_ > text_size_ / 32)
    move_texts(text_size_);
}

size_t product_chunk::text_bytes(size_t index) const {
  const auto& row = rows_[index];
  auto bytes = static_cast<size_t>(row.name_size) + row.key_size;
  return row.has_url ? bytes + url_prefix_bytes + url(index).size() : bytes;
}

void product_chunk::put_texts(packed_product& row, const product_view& x) {
  row.text = text_size_;
  row.name_size = static_cast<uint16_t>(x.name.size());
  row.key_size = static_cast<uint16_t>(x.source.key.size());
  row.has_url = !x.url.empty();
  auto* end = put(put(text_.get() + text_size_, x.name), x.source.key);
  if (row.has_url) {
    auto size = static_cast<uint16_t>(x.url.size());
    std::memcpy(end, &size, url_prefix_bytes);
    end = put(end + url_prefix_bytes, x.url);
  }
  text_size_ = static_cast<uint32_t>(end - text_.get());
}

void product_chunk::put_values(packed_product& row, const product_view& x,
                               uint32_t origin) {
  row.cents = static_cast<uint64_t>(x.cost.cents) & ((1ull << 40) - 1);
  row.quantity = static_cast<uint32_t>(x.quantity);
  row.origin = origin;
  row.edited_name = x.edited.name;
  row.edited_price = x.edited.price;
  row.edited_quantity = x.edited.quantity;
}

void product_chunk::reserve_text(size_t bytes) {
  if (bytes <= text_capacity_ - text_size_)
    return;
  auto grown = text_capacity_ + text_capacity_ / 2;
  move_texts(std::max<size_t>(grown, text_size_ + bytes));
}

void product_chunk::move_texts(size_t new_capacity) {
  auto moved = std::make_shared_for_overwrite<char[]>(new_capacity);
  std::memcpy(moved.get(), text_.get(), text_size_);
  text_ = std::move(moved);
  text_capacity_ = static_cast<uint32_t>(new_capacity);
}

void product_chunk::pack_rows(size_t new_capacity) {
  auto packed = std::make_unique_for_overwrite<packed_product[]>(new_capacity);
  auto is_there = [](const packed_product& x) { return x.is_there != 0; };
  std::copy_if(rows_.get(), rows_.get() + size_, packed.get(), is_there);
  rows_ = std::move(packed);
  row_capacity_ = static_cast<uint32_t>(new_capacity);
  size_ = live_;
}

void product_chunk::pack_texts() {
  auto from = text_;
  auto to = std::make_shared_for_overwrite<char[]>(text_size_ - waste_);
  uint32_t end = 0;
  for (size_t index = 0; index < size_; ++index) {
    auto& row = rows_[index];
    if (!row.is_there)
      row.name_size = row.key_size = row.has_url = 0;
    auto bytes = static_cast<uint32_t>(text_bytes(index));
    std::memcpy(to.get() + end, from.get() + row.text, bytes);
    row.text = end;
    end += bytes;
  }
  text_ = std::move(to);
  text_size_ = text_capacity_ = end;
  waste_ = 0;
}

} // namespace storify
