// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <unordered_set>

#include "core/scraping/page_reader.hpp"
#include "messages/lot.hpp"

namespace storify {

/// What a run of one category is asked for.
struct scrape_order {
  std::string site;
  std::string category;
  std::string first_page; ///< URL.
  uint64_t limit = 0;     ///< Most products, 0 = all.
  uint64_t seed = 0;      ///< Of the quantities that the shop does not tell.
};

/// Keeps where a scraper is in its category: the page to come, the offers not
/// sent yet, what was seen. A product that stands on two pages counts once, a
/// page that was read is not read again.
class scrape_run {
public:
  explicit scrape_run(scrape_order order);

  /// Returns the page to fetch next, or nothing when all were read or the
  /// offers at hand fill the limit.
  std::optional<std::string> next_page() const;

  /// Takes what a page holds. @pre `next_page` named it
  void page_read(page_content content);

  /// Takes up to `most` offers off the waiting ones; nothing when none waits.
  std::optional<lot> next_lot(size_t most);

  /// Returns whether there are offers that wait or pages to read.
  bool has_more() const {
    return !waiting_.empty() || next_page().has_value();
  }

  /// Returns how many products were handed out.
  uint64_t products() const {
    return products_;
  }

  /// Returns how many pages were read.
  uint64_t pages() const {
    return visited_.size();
  }

  /// Returns what a person should know of this run, or an empty text: tiles
  /// that could not be read, a next link that leads in a circle.
  std::string note() const;

private:
  bool is_full() const;
  void take(offer x);

  scrape_order order_;
  std::string next_page_;
  std::deque<offer> waiting_;
  std::unordered_set<std::string> seen_;
  std::unordered_set<std::string> visited_;
  uint64_t products_ = 0;
  uint64_t unreadable_ = 0;
  std::string first_unreadable_;
  std::string remark_;
};

} // namespace storify
