// SPDX-License-Identifier: BSD-3-Clause
#include "core/prompt/listing.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

#include "core/basics/folding.hpp"

namespace storify {

namespace {

std::vector<std::string> folded_words(std::string_view text) {
  std::vector<std::string> words(1);
  for (auto c : folded(text))
    if (c != ' ')
      words.back() += c;
    else if (!words.back().empty())
      words.emplace_back();
  if (words.back().empty())
    words.pop_back();
  return words;
}

// Returns a number that sorts as the first eight bytes do.
uint64_t first_bytes(std::string_view text) {
  uint64_t key = 0;
  for (size_t i = 0; i < sizeof(key); ++i) {
    auto byte = i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
    key = (key << 8) | byte;
  }
  return key;
}

} // namespace

listing::listing(snapshot from, listing_query query)
  : from_(std::move(from)),
    query_(std::move(query)),
    words_(folded_words(query_.text)),
    next_(from_.begin()) {
  // Pages that are never touched cost nothing; growing would move everything.
  if (by_id())
    rows_.reserve(from_.size());
  else
    entries_.reserve(from_.size());
}

bool listing::step(size_t products) {
  if (next_ != from_.end() && !enough())
    read(products);
  else if (!by_id())
    merge(products);
  return !is_done();
}

bool listing::is_done() const {
  if (enough())
    return true;
  return next_ == from_.end() && (by_id() || (merger_ && merger_->empty()));
}

size_t listing::size() const {
  auto offset = std::min<uint64_t>(query_.offset, rows_.size());
  auto rest = rows_.size() - static_cast<size_t>(offset);
  return query_.limit == 0
           ? rest
           : static_cast<size_t>(std::min<uint64_t>(query_.limit, rest));
}

const product& listing::row(size_t index) const {
  index += static_cast<size_t>(query_.offset);
  // Ids ascend in a snapshot: descending is the same from the other end.
  return *rows_[by_id() && query_.desc ? rows_.size() - 1 - index : index];
}

void listing::read(size_t products) {
  auto begin = entries_.size();
  for (; products > 0 && next_ != from_.end() && !enough(); --products, ++next_)
    if (matches(*next_))
      append(*next_);
  if (begin < entries_.size())
    end_run(begin);
}

bool listing::matches(const product& x) {
  if (words_.empty())
    return true;
  folded_.clear();
  for (auto part : {&x.name, &x.source.key, &x.category}) {
    append_folded(folded_, *part);
    folded_ += '\n'; // No word goes over from one to the next.
  }
  auto occurs = [&](const std::string& word) {
    return folded_.find(word) != std::string::npos;
  };
  return std::ranges::all_of(words_, occurs);
}

void listing::append(const product& x) {
  if (by_id()) {
    rows_.push_back(&x);
    return;
  }
  entry result;
  result.place = static_cast<uint32_t>(entries_.size());
  result.row = &x;
  add_key(result);
  entries_.push_back(result);
}

void listing::add_key(entry& out) {
  if (query_.sort == sort_column::price) {
    out.key = static_cast<uint64_t>(out.row->cost.cents);
    return;
  }
  if (query_.sort == sort_column::quantity) {
    out.key = static_cast<uint64_t>(out.row->quantity);
    return;
  }
  folded_.clear();
  append_folded(folded_, out.row->name);
  auto* name = static_cast<char*>(names_.allocate(folded_.size(), 1));
  std::memcpy(name, folded_.data(), folded_.size());
  out.key = first_bytes(folded_);
  out.name = name;
  out.name_size = static_cast<uint32_t>(folded_.size());
}

void listing::end_run(size_t begin) {
  auto* first = entries_.data() + begin;
  auto* last = entries_.data() + entries_.size();
  std::sort(first, last, sooner{query_.desc});
  runs_.push_back({first, last});
}

void listing::merge(size_t products) {
  if (!merger_) {
    rows_.reserve(entries_.size());
    merger_.emplace(std::move(runs_), sooner{query_.desc});
  }
  for (; products > 0 && !merger_->empty() && !enough(); --products) {
    rows_.push_back(merger_->top().row);
    merger_->pop();
  }
}

bool listing::sooner::operator()(const entry& a, const entry& b) const {
  if (a.key != b.key)
    return (a.key < b.key) != desc;
  std::string_view name{a.name, a.name_size};
  if (auto order = name.compare({b.name, b.name_size}); order != 0)
    return (order < 0) != desc;
  return a.place < b.place;
}

// Whether all rows that are asked for are there. By descending ids, the first
// rows are the last that are read.
bool listing::enough() const {
  if (query_.limit == 0 || (by_id() && query_.desc))
    return false;
  constexpr auto most = std::numeric_limits<uint64_t>::max();
  auto wanted = query_.offset > most - query_.limit
                  ? most
                  : query_.offset + query_.limit;
  return rows_.size() >= wanted;
}

} // namespace storify
