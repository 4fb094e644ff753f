// SPDX-License-Identifier: BSD-3-Clause
#include "core/scraping/scrape_run.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "core/scraping/invented_quantity.hpp"

namespace storify {

scrape_run::scrape_run(scrape_order order)
  : order_(std::move(order)), next_page_(order_.first_page) {
}

std::optional<std::string> scrape_run::next_page() const {
  if (next_page_.empty() || is_full())
    return std::nullopt;
  return next_page_;
}

void scrape_run::page_read(page_content content) {
  visited_.insert(std::exchange(next_page_, std::move(content.next_url)));
  if (visited_.count(next_page_) > 0) {
    remark_ = fmt::format("the next link leads back to {}", next_page_);
    next_page_.clear();
  } else if (!content.note.empty()) {
    remark_ = std::move(content.note);
  }
  if (content.unreadable > 0 && unreadable_ == 0)
    first_unreadable_ = std::move(content.first_unreadable);
  unreadable_ += content.unreadable;
  for (auto& x : content.offers)
    if (!is_full())
      take(std::move(x));
}

std::optional<lot> scrape_run::next_lot(size_t most) {
  if (waiting_.empty())
    return std::nullopt;
  auto end = waiting_.begin()
             + static_cast<std::ptrdiff_t>(std::min(most, waiting_.size()));
  lot result{order_.site, order_.category};
  for (auto x = waiting_.begin(); x != end; ++x)
    result.add(*x);
  waiting_.erase(waiting_.begin(), end);
  products_ += result.size();
  return result;
}

std::string scrape_run::note() const {
  if (unreadable_ == 0)
    return remark_;
  auto skipped = fmt::format("{} unreadable, the first: {}", unreadable_,
                             first_unreadable_);
  return remark_.empty() ? skipped : fmt::format("{}; {}", skipped, remark_);
}

bool scrape_run::is_full() const {
  return order_.limit > 0 && products_ + waiting_.size() >= order_.limit;
}

void scrape_run::take(offer x) {
  if (!seen_.insert(x.key).second)
    return;
  if (!x.quantity_is_read)
    x.quantity = invented_quantity(order_.seed, {order_.site, x.key});
  waiting_.push_back(std::move(x));
}

} // namespace storify
