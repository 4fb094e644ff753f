// SPDX-License-Identifier: BSD-3-Clause
#include "core/query/listing.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace storify {

namespace {

constexpr auto all_rows = std::numeric_limits<uint64_t>::max();

// So many rows are sorted in one step, unnoticed.
constexpr uint64_t most_best_rows = 4096;

uint64_t rows_wanted(const listing_query& query) {
  if (query.limit == 0 || query.offset > all_rows - query.limit)
    return all_rows;
  return query.offset + query.limit;
}

} // namespace

listing::listing(snapshot from, listing_query query)
  : from_(std::move(from)),
    query_(std::move(query)),
    is_filtered_(query_.is_filtered()),
    wanted_(rows_wanted(query_)),
    filter_(from_, query_),
    keys_(from_, query_.sort),
    next_(from_.begin()),
    end_(from_.end()) {
  auto by_id = query_.sort == sort_column::id;
  auto is_small = wanted_ <= most_best_rows;
  is_in_order_ = by_id && !(is_small && query_.desc);
  // Pages that are never touched cost nothing; growing would move everything.
  if (is_in_order_)
    rows_.reserve(query_.desc ? from_.size()
                              : std::min<uint64_t>(from_.size(), wanted_));
  else if (is_small)
    best_.emplace(static_cast<size_t>(wanted_), sooner{query_.desc});
  else
    entries_.reserve(from_.size());
  if (!is_filtered_)
    matched_ = {from_.size(), from_.items_count()};
}

bool listing::step(size_t products) {
  if (is_read())
    return sort(products);
  read(products);
  return !(is_read() && is_in_order_);
}

size_t listing::size() const {
  auto rows = std::min<uint64_t>(rows_.size(), wanted_);
  return static_cast<size_t>(rows - std::min(query_.offset, rows));
}

product_view listing::row(size_t index) const {
  return from_[position_of(index)];
}

void listing::prefetch(size_t index) const {
  if (index < size())
    from_.prefetch(position_of(index));
}

snapshot::position listing::position_of(size_t index) const {
  index += static_cast<size_t>(query_.offset);
  auto is_reversed = is_in_order_ && query_.desc;
  return rows_[is_reversed ? rows_.size() - 1 - index : index];
}

// Where nothing is left out, the totals are known without reading.
bool listing::is_read() const {
  return next_ == end_
         || (is_in_order_ && !query_.desc && !is_filtered_
             && rows_.size() >= wanted_);
}

void listing::read(size_t products) {
  auto begin = entries_.size();
  if (is_filtered_)
    read_filtered(products);
  else
    for (; products > 0 && !is_read(); --products, ++next_)
      take(next_);
  if (begin < entries_.size())
    end_run(begin);
}

void listing::read_filtered(size_t products) {
  for (auto is_wanted : filter_.judge(next_, products)) {
    if (is_wanted) {
      ++matched_.products;
      matched_.pieces += next_.packed().quantity;
      take(next_);
    }
    ++next_;
  }
}

void listing::take(const snapshot::const_iterator& x) {
  if (is_in_order_) {
    if (query_.desc || rows_.size() < wanted_)
      rows_.push_back(x.where());
    return;
  }
  auto entry = keys_.entry_of(x);
  if (!best_) {
    keys_.keep_for_sort(entry);
    entries_.push_back(entry);
  } else if (best_->wants(entry)) {
    keys_.keep(entry);
    best_->add(entry);
  }
}

void listing::end_run(size_t begin) {
  auto* first = entries_.data() + begin;
  auto* last = entries_.data() + entries_.size();
  keys_.sort({first, last}, sooner{query_.desc});
  runs_.push_back({first, last});
}

bool listing::sort(size_t products) {
  if (!best_)
    return merge(products);
  for (const auto& x : best_->sort())
    rows_.push_back(x.row);
  return false;
}

bool listing::merge(size_t products) {
  if (!merger_) {
    rows_.reserve(std::min<uint64_t>(entries_.size(), wanted_));
    merger_.emplace(std::move(runs_), sooner{query_.desc});
  }
  auto is_done = [this] { return merger_->empty() || rows_.size() >= wanted_; };
  for (; products > 0 && !is_done(); --products) {
    rows_.push_back(merger_->top().row);
    merger_->pop();
  }
  return !is_done();
}

} // namespace storify
