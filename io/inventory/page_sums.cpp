// SPDX-License-Identifier: BSD-3-Clause
#include "io/inventory/page_sums.hpp"

#include <bit>
#include <cstring>

#include <xxhash.h>

namespace storify {

namespace {

// https://www.sqlite.org/fileformat2.html#the_database_header
constexpr int header_size = 100;
constexpr size_t reserved_at = 20;
constexpr int least_page_size = 512;

// The number of the page is part of it: a page that came to the place of
// another one is as wrong as one that changed.
uint64_t sum_of(const std::byte* page, int size, int64_t number) {
  return XXH3_64bits_withSeed(page, static_cast<size_t>(size - page_sum_size),
                              static_cast<uint64_t>(number));
}

uint64_t sum_in(const std::byte* page, int size) {
  uint64_t result = 0;
  std::memcpy(&result, page + size - page_sum_size, sizeof result);
  return result;
}

} // namespace

bool page_sums::accept(const std::byte* bytes, int size, int64_t at) {
  look_at_header(bytes, size, at);
  if (!have_sum(size, at))
    return true;
  auto number = at / size + 1;
  if (sum_in(bytes, size) == sum_of(bytes, size, number))
    return true;
  wrong_.insert(number);
  return number <= lets_pass_;
}

const std::byte* page_sums::sign(const std::byte* bytes, int size, int64_t at) {
  look_at_header(bytes, size, at);
  if (!have_sum(size, at))
    return bytes;
  page_.assign(bytes, bytes + size);
  auto sum = sum_of(bytes, size, at / size + 1);
  std::memcpy(page_.data() + size - page_sum_size, &sum, sizeof sum);
  return page_.data();
}

// Only whole pages have a sum; SQLite looks at pieces of the first one, too.
bool page_sums::have_sum(int size, int64_t at) const {
  return are_there_ && size >= least_page_size
         && std::has_single_bit(unsigned(size)) && at % size == 0;
}

// It says whether the pages have sums, page 1 among them.
void page_sums::look_at_header(const std::byte* bytes, int size, int64_t at) {
  if (at == 0 && size >= header_size)
    are_there_ = bytes[reserved_at] == std::byte{page_sum_size};
}

} // namespace storify
